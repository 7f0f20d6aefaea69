"""Figures about speed and memory, as ratios and counts: `make bench`. No test depends on them."""
