"""Reads the parts of an exported document as XML, as another program would."""

import zipfile
from pathlib import Path
from xml.etree import ElementTree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def part(path: Path, name: str) -> ElementTree.Element:
    with zipfile.ZipFile(path) as file:
        return ElementTree.fromstring(file.read(name))


def text_of(path: Path, name: str = "word/document.xml") -> str:
    """All text, a line a paragraph."""
    return "\n".join("".join(node.text or "" for node in line.iter(f"{W}t")) for line in part(path, name).iter(f"{W}p"))
