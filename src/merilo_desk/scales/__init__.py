"""Rating scales are data: families, values, labels in every language."""
