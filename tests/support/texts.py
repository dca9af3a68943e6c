"""Texts and ids that break careless programs, under the names that tests use."""

from orgchart.strategies import hostile_ids as ids
from orgchart.strategies import hostile_text as hostile_texts

__all__ = ["hostile_texts", "ids"]
