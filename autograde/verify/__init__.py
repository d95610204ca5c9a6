"""Prove a lesson: its solution passes, its release earns nothing, its wrong answers are caught."""
