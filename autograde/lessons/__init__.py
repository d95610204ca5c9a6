"""Lessons as their author wrote them: the source, its cells, and the answers that test it."""
