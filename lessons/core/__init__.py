"""What every page looks like, and how text runs in two directions. No models."""
