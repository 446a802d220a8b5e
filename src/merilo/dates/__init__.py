"""Time expressions, what they mean, and the order of events."""

from merilo.dates.events import timeline
from merilo.dates.expressions import times
from merilo.dates.interval import Interval, is_after, is_before, is_during, overlaps

__all__ = ["Interval", "is_after", "is_before", "is_during", "overlaps", "timeline", "times"]
