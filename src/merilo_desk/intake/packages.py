"""Office files of Microsoft's kind after parts were taken out: what leads to a part that is gone is taken out too.

mat2 leaves it, and programs that go by the letter (python-docx, Word) then call the file broken.
"""

from __future__ import annotations

import posixpath
import zipfile
from pathlib import Path

from lxml import etree

ENDINGS = frozenset({"docx", "xlsx", "pptx"})
RELATIONSHIPS = ".rels"


def mend(path: Path) -> None:
    """Write a package anew without relationships to parts that it does not hold."""
    mended = path.with_suffix(".mended")
    with zipfile.ZipFile(path) as given, zipfile.ZipFile(mended, "w") as written:
        names = frozenset(given.namelist())
        for part in given.infolist():
            content = given.read(part)
            if part.filename.endswith(RELATIONSHIPS):
                content = _kept(content, part.filename, names)
            written.writestr(part, content, compress_type=zipfile.ZIP_DEFLATED)
    mended.replace(path)


def _kept(content: bytes, name: str, names: frozenset[str]) -> bytes:
    tree = etree.fromstring(content, etree.XMLParser(resolve_entities=False, no_network=True))
    # word/_rels/document.xml.rels tells of the parts beside word/document.xml
    beside = posixpath.dirname(posixpath.dirname(name))
    for each in [*tree]:
        target = posixpath.normpath(posixpath.join("/", beside, each.get("Target", ""))).lstrip("/")
        if each.get("TargetMode") != "External" and target not in names:
            tree.remove(each)
    return bytes(etree.tostring(tree, xml_declaration=True, encoding="UTF-8", standalone=True))
