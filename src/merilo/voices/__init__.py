"""Which entity spoke: attributions joined to names, pronouns and titles followed, chains of carriers drawn."""
