"""Moments as texts, and periods."""

from orgchart.strategies import periods, zones
from orgchart.strategies.moments import instant_texts as instants
from orgchart.strategies.moments import moment_texts as moments
from orgchart.strategies.moments import vague_texts as vague_moments

__all__ = ["instants", "moments", "periods", "vague_moments", "zones"]
