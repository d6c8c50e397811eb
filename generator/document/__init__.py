"""A document before any format: the tree, Markdown to tree, French typography, plain text."""
