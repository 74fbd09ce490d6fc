"""Brings MarianMT models from the Hugging Face hub: found by language pair, checked, kept as one folder."""

from __future__ import annotations


class HubError(Exception):
    """A model cannot be had or must not be used; says which, why and what to do."""
