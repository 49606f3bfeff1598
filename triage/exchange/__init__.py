"""Trees and answers in the formats of other health software."""
