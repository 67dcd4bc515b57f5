"""Who teaches whom: classes, joining them, and how a learner signs in (class, name and PIN)."""
