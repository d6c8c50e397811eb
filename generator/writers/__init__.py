"""Trees and tables to files, one format a package."""
