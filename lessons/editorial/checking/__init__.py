"""The content check: what would harm or mislead."""
