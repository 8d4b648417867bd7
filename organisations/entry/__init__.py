"""Entering much at once in the admin: a new executive, the end of a term, a meeting with all that
it decided; what waits for a second person; and what the record lacks.
"""
