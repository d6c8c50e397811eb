"""From the inputs to the dossier: templates, views, and one module a document."""
