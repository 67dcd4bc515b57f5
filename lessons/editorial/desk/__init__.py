"""A new module from a template, what is still missing in it, and what waits for whom."""
