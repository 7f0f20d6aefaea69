"""Internkoll: the year's work with internal control in Swedish municipalities and regions."""

__version__ = "0.1.0"
