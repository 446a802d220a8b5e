"""Who works here: the desk, its members, their roles and what each role may do."""
