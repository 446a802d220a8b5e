"""Articles, speeches and debates, read by the engine, with the report beside the text."""
