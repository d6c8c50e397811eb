"""Word: a .docx, as reviewers give it back, to a tree."""

from generator.readers.docx.document import read
from generator.readers.docx.review import reviewed

__all__ = ["read", "reviewed"]
