"""Prices, and the life of a quote."""
