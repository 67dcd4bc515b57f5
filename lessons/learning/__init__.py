"""What a learner has done. Private, never edited, exportable, erasable; content knows nothing of it."""
