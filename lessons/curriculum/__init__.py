"""The content that a new site starts with, as files that can be reviewed (docs/content-format.md)."""
