"""An organisation with all that belongs to it, from one form."""
