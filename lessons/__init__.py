"""The apps of the site, in import order: each may use those before it that docs/architecture.md allows.

core, accounts, organisations, content, learning, classrooms, dashboards, curriculum, demo.
"""
