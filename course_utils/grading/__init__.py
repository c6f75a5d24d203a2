"""Grading: problem sets as their authors write them, as students get them, and the checks in between."""

from course_utils.grading.student_check import checks

__all__ = ["checks"]
