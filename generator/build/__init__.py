"""Order, cache and publication: the only place with a folder and a clock."""
