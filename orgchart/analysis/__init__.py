"""
Questions that go over a whole history: who left and where to, who is away, what was founded.

Everything here is made of what `History` and `Snapshot` say; nothing is stored. Answers that the
dates leave open are marked `Certainty.POSSIBLE`, never dropped and never counted as sure.

A stretch of time is given as `History.changes` takes it: after the close of one moment and by the
close of another, so that ``"2023", "2024"`` is the year 2024.
"""

from orgchart.analysis.beginnings import (
    begun,
    created_posts,
    founder_tenures,
    joiners,
    vacant_posts,
)
from orgchart.analysis.homes import organizations
from orgchart.analysis.leaving import Departure, Destination, departures, destinations, leavers
from orgchart.analysis.membership import Presence, members, presence
from orgchart.analysis.stretches import days_apart, falls_within, lead_times
from orgchart.analysis.telling import (
    agreement,
    citations_of,
    cited_at,
    disputes,
    strongest_standing,
    told_by,
)

__all__ = [
    "Departure",
    "Destination",
    "Presence",
    "agreement",
    "begun",
    "citations_of",
    "cited_at",
    "created_posts",
    "days_apart",
    "departures",
    "destinations",
    "disputes",
    "falls_within",
    "founder_tenures",
    "joiners",
    "lead_times",
    "leavers",
    "members",
    "organizations",
    "presence",
    "strongest_standing",
    "told_by",
    "vacant_posts",
]
