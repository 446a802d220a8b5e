"""What a process takes of the machine."""

from __future__ import annotations

from pathlib import Path


def resident(*, most: bool = False) -> float:
    """Return the memory of this process in megabytes, or the `most` it ever was; 0 where the system does not say."""
    try:
        lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    except OSError:
        return 0.0
    sought = "VmHWM:" if most else "VmRSS:"
    return next((int(line.split()[1]) / 1_000 for line in lines if line.startswith(sought)), 0.0)
