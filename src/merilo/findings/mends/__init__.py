"""The smallest edits that would mend a finding, where the text itself leaves no doubt which they are."""
