"""The error tree: each message is a sentence for an editor, each field is for code."""


class MeriloError(Exception):
    """Something that a person can be told about, in a sentence that says what to do.

    `code` is the stable, machine-readable name that stands in JSON output.
    """

    code = "merilo-error"


class MissingWords(MeriloError):
    """A word list that a stage needs is not there for a language."""

    code = "missing-words"

    def __init__(self, profile: str, topic: str) -> None:
        super().__init__(f"There is no word list “{topic}” for “{profile}”. Reinstall Merilo, or run 'make resources'.")
        self.profile, self.topic = profile, topic


class UnreadableSource(MeriloError):
    """No article text could be had from a file, a page or a stream."""

    code = "unreadable"

    def __init__(self, source: str, *, because: str, do: str) -> None:
        super().__init__(f"{source} could not be read: {because}. {do}")
        self.source, self.because, self.do = source, because, do
