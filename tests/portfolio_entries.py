"""Engagements to compare, as values and as files."""

from datetime import datetime
from pathlib import Path
from typing import Any

from workshop.model.content import load_pack, read_pack_files
from workshop.model.portfolio import Entry, Rating
from workshop.model.store import Store, default_engagement
from workshop.paths import asset_path

PACK = ("content", "small-bank-fintech-2019")


def entry(bank: str, *levels: int | None, held_on: str = "2026-03-14", target: int | None = None, **facts: Any) -> Entry:
    """An engagement with one dimension `d` and indicators i1, i2, … at these levels."""
    ratings = tuple(Rating("d", f"i{number}", level, "consensus", target, "green", 9, 0.9) for number, level in enumerate(levels, 1))
    rated = [level for level in levels if level is not None]
    overall = 20 * sum(rated) / len(rated) if rated else None
    given = {
        "path": Path(f"/banks/{bank}-{held_on}.workshop"), "id": f"{bank}-{held_on}", "bank": bank, "bank_type": "city",
        "bank_size": "medium", "region": "西部", "held_on": held_on, "pack": "p", "pack_version": "1", "overall": overall,
        "grade": round(overall / 20) if overall else None, "complete": None not in levels, "dimensions": (("d", overall),),
        "ratings": ratings, "consent": True, "rehearsal": False, "entries": 100,
    }  # fmt: skip
    return Entry(**{**given, **facts})


def engagement_file(path: Path, bank: str, *levels: int, passphrase: str | None = None, **profile: Any) -> Path:
    """A real file: the first indicators recorded at these levels."""
    files = read_pack_files(asset_path(*PACK))
    pack = load_pack(files, "zh_CN")
    store = Store.create(path, files, default_engagement(pack, bank, datetime(2026, 3, 14, 9), **profile), passphrase)
    for indicator, level in zip(pack.indicators, levels, strict=False):
        store.settle("indicator", indicator, level, "leadership", rationale="会上确认")
    store.close()
    return path
