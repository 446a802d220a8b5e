"""Quality and speed, measured on public data against pinned floors."""
