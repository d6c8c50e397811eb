"""Dated facts of law and calendar, each with its source; never a figure in code."""
