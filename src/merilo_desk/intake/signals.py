"""What intake tells the rooms to its right, and its own jobs."""

from django.dispatch import Signal

# A submission has been received and is stored: sent with `submission`, after the transaction.
received = Signal()
