"""A report on disk as PDF or as an editable document, told by the file's ending."""

from pathlib import Path

from workshop.briefs import Brief
from workshop.model.errors import Refused
from workshop.model.state import State
from workshop.words import Words

SUFFIXES = (".pdf", ".docx")


def check_suffix(path: Path) -> None:
    """Refused for any other ending."""
    if path.suffix.lower() not in SUFFIXES:
        raise Refused("report.kind", name=path.name)


def write_report(brief: Brief, state: State, words: Words, path: Path) -> tuple[str, ...]:
    """Write it; returns the characters no face has (printed as 〓)."""
    check_suffix(path)
    if path.suffix.lower() == ".docx":
        from workshop.ledger.brief_docx import write_brief_docx

        write_brief_docx(brief, state, words, path)
        return ()
    from workshop.report.brief import write_brief

    return write_brief(brief, state, words, path)
