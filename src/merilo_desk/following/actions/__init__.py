"""What changes a followed feed or an alert."""
