"""What a correction tells whoever listens, once the transaction that did it is committed."""

from __future__ import annotations

from django.dispatch import Signal

# corrected(correction, entry, by): a correction was published (with its line of the ledger) or refused (entry None).
corrected = Signal()
