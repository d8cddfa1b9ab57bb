"""The peer library: of each indicator the band most banks lie in, and nothing else; no bank, no date, no single level.

A bank enters only with its recorded consent, and a band exists from five banks upward.
"""

import json
import os
import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from msgspec import Struct
from msgspec.structs import asdict

from ..errors import ContentError, EnvironmentTrouble
from .reading import Entry, Portfolio

AT_LEAST = 5  # banks behind a band
EVERYONE = ""  # the scope of all bank types together
FORMAT, VERSION = "workshop-peers", 1
SIZE_LIMIT = 1024 * 1024


class Band(Struct, frozen=True):
    """Where the middle half of `banks` banks lies, levels 1–5: quartiles by nearest rank."""

    banks: int
    lower: int
    median: int
    upper: int


class Peers(Struct, frozen=True):
    """Bands of one content pack by scope (a bank type, or EVERYONE) and indicator."""

    pack: str = ""
    pack_version: str = ""
    bands: Mapping[str, Mapping[str, Band]] | None = None

    def band(self, pack: str, version: str, bank_type: str, indicator: str) -> tuple[Band, bool] | None:
        """The band of an indicator, among the bank's own type if there is one (then True); None where five banks are not reached."""
        if (pack, version) != (self.pack, self.pack_version):
            return None
        for scope in (bank_type, EVERYONE):
            if found := (self.bands or {}).get(scope, {}).get(indicator):
                return found, scope != EVERYONE
        return None


def bands(portfolio: Portfolio) -> Peers:
    """The library of a portfolio: banks that agreed, each by its last engagement, of the content pack most of them used."""
    agreed = [entry for entry in portfolio.latest() if entry.consent]
    packs = [(entry.pack, entry.pack_version) for entry in agreed]
    if not packs:
        return Peers()
    pack = max(sorted(set(packs)), key=packs.count)
    used = [entry for entry in agreed if (entry.pack, entry.pack_version) == pack]
    scopes = {EVERYONE: used} | {kind: [entry for entry in used if entry.bank_type == kind] for kind in sorted({e.bank_type for e in used})}
    found = {scope: _bands(entries) for scope, entries in scopes.items()}
    return Peers(*pack, {scope: of for scope, of in found.items() if of})


def _bands(entries: Iterable[Entry]) -> dict[str, Band]:
    levels: dict[str, list[int]] = {}
    for entry in entries:
        for rating in entry.ratings:
            if rating.level is not None:
                levels.setdefault(rating.indicator, []).append(rating.level)
    return {name: _band(sorted(found)) for name, found in levels.items() if len(found) >= AT_LEAST}


def _band(levels: list[int]) -> Band:
    """Nearest rank: the smallest level that a quarter, a half, three quarters of the banks do not exceed."""
    quartiles = (levels[-(-len(levels) * part // 4) - 1] for part in (1, 2, 3))
    return Band(len(levels), *quartiles)


def save_peers(peers: Peers, path: Path) -> None:
    """Write the library whole or not at all; raises EnvironmentTrouble."""
    document = {"format": FORMAT, "version": VERSION, "pack": peers.pack, "pack_version": peers.pack_version, "bands": {
        scope: {name: asdict(band) for name, band in found.items()} for scope, found in (peers.bands or {}).items()
    }}  # fmt: skip
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}-")
        try:
            with os.fdopen(handle, "w", encoding="utf-8") as file:
                json.dump(document, file, ensure_ascii=False, indent=1)
            os.replace(name, path)
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise
    except OSError as error:
        raise EnvironmentTrouble("file.trouble", path=str(path), detail=error.strerror or type(error).__name__) from error


def load_peers(path: Path) -> Peers:
    """The library at `path`, an empty one where there is none; raises ContentError for a file that is none."""
    try:
        if path.stat().st_size > SIZE_LIMIT:
            raise ValueError("size")
        return _peers(json.loads(path.read_text(encoding="utf-8")))
    except FileNotFoundError:
        return Peers()
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise ContentError("peers.broken", path=str(path)) from error


def _peers(document: Any) -> Peers:
    if (document["format"], document["version"]) != (FORMAT, VERSION):
        raise ValueError("format")
    found = {scope: {name: _checked(Band(**band)) for name, band in of.items()} for scope, of in document["bands"].items()}
    return Peers(str(document["pack"]), str(document["pack_version"]), found)


def _checked(band: Band) -> Band:
    whole = all(type(value) is int for value in (band.banks, band.lower, band.median, band.upper))
    if not whole or band.banks < AT_LEAST or not 1 <= band.lower <= band.median <= band.upper <= 5:
        raise ValueError("band")
    return band
