"""Files back to trees, one format a package."""
