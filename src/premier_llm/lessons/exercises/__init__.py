"""Exercises: the banner, hints by degrees, and every kind of question (``kinds/``)."""
