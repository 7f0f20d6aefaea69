"""How each document is laid out, as Word and as Excel: one module for each municipality."""
