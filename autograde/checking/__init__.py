"""A student's own look at a notebook: read it, put its tests right, run it, say how it went."""
