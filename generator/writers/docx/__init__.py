"""Word: a tree to a .docx of named styles, real headings, lists, notes, comments and contents."""

from generator.writers.docx.document import write

__all__ = ["write"]
