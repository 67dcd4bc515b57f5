"""The languages of everything, held against each other."""
