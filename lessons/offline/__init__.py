"""What still works without a network: kept modules, answers that wait, and a phone that is cleared."""
