"""The conformity checks: a table, one module a family; each reads the dossier or the finished files."""
