"""What a language model may propose about a claim: splits, a wording free of context, translations; always marked so.

Off unless MERILO_LLM names an endpoint. A `Proposal` is no part of a `Report` and never becomes one by itself: a report
quotes a text by spans, and proposed words stand in no text. Whoever shows one shows `Proposal.marked`.
"""

from merilo.proposals.ask import propose
from merilo.proposals.chat import Chat, chat
from merilo.proposals.proposal import Proposal

__all__ = ["Chat", "Proposal", "chat", "propose"]
