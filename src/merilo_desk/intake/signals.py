"""What intake tells the rooms to its right, and its own jobs; each is sent with `submission`, after the transaction."""

from django.dispatch import Signal

# A submission has been received and is stored.
received = Signal()
# The sender came back with their receipt and wrote, or added files.
replied = Signal()
# The sender took it back: whoever kept words or files of it forgets them.
withdrawn = Signal()
