"""Word: a .docx, as reviewers give it back, to a tree."""

from generator.readers.docx.document import read

__all__ = ["read"]
