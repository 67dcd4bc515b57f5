"""Which NGO a person publishes for, and as what."""
