"""What the CMS shows of lessons.editorial.desk."""
