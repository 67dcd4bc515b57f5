"""What this app puts into the editors of content; each family's module registers its own."""
