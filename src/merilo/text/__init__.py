"""What stands in the text itself: script, language, words, sentences, quotations, numbers."""
