"""What this room tells the rooms to its right."""

from django.dispatch import Signal

# acted(sender=Act, subject, by, facts): something about the desk itself was changed; the ledger writes it down.
acted = Signal()
