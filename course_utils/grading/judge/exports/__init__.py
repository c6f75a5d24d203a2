"""Exports: the gradebook in the forms that Canvas, Moodle and Gradescope read."""
