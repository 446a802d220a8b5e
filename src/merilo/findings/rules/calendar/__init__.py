"""Days that never were, and days under the wrong name."""
