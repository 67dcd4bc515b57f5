"""What the apps before this one add up to, for a learner or an NGO. No models."""
