"""The faces of paper: opened here before any other part of reportlab is imported, and warmed up before they are asked for."""

from __future__ import annotations

from workshop.figures import fontbook
from workshop.figures.fontbook import BOLD, GETA, KAI, RARE, REGULAR

__all__ = ["BOLD", "GETA", "KAI", "RARE", "REGULAR", "boot", "warm"]


def boot() -> None:
    """Register the faces as reportlab's base fonts; done on import already, safe to call again."""
    fontbook.open_book()


def warm() -> None:
    """Import and load everything the first page needs (about 125 ms), so that the first print does not wait for it."""
    boot()
    import workshop.report.typeset

    workshop.report.typeset.para("一 warm", workshop.report.typeset.styles("zh_CN").body).wrap(400, 400)
