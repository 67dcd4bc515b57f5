"""What there is to read, to try and to be asked. Never knows who learns."""
