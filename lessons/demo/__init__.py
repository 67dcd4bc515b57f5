"""The demo people and their records; only where DEBUG is on."""
