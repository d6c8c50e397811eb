"""The shelf of reusable method: blocks, approaches, outlines, annexes, theme."""
