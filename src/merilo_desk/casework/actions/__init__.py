"""Everything that changes a case. One change is one action: permission, change, ledger row."""

from merilo_desk.casework.actions.move import move
from merilo_desk.casework.actions.open import open_case

__all__ = ["move", "open_case"]
