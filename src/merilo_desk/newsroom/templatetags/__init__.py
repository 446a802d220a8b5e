"""Words that every template of the desk may use."""
