"""Every act at the desk is a row here."""
