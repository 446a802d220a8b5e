"""What in a text can be checked, and how much it wants checking."""

from merilo.claims.find import find
from merilo.claims.judge import Sentence, Worth, judge

__all__ = ["Sentence", "Worth", "find", "judge"]
