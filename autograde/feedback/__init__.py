"""Feedback: one self-contained HTML page for each student and lesson, with nothing hidden in it.

`class_pages` writes those of a class in parallel; `page` makes one. What a student's outputs carry
goes through `markup`, which lets no script pass.
"""
