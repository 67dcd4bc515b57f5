"""Scenarios in the editor: what leads where is picked from a list, and drawn as a map."""
