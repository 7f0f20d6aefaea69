"""Ekstads kommun: a fictional municipality with four boards, each with a way of working of its own, 2023-2025."""
