"""What the program remembers between two starts: language, themes, folders, recent engagements, windows, the second backup place."""

import logging
import os
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

from .model.errors import EnvironmentTrouble

FILE = "settings.toml"
THEMES = ("system", "light", "dark")
WALLS = ("bright", "dark")
TEXT_SIZES = (100, 125)
KEPT = 12

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Recent:
    """One line of the recent list. Of a protected engagement nothing but path, last opening and the lock is ever held."""

    path: Path
    opened: datetime
    locked: bool = False
    bank: str = ""
    day: date | None = None
    settled: int = 0  # indicators with a recorded level …
    indicators: int = 0  # … of so many
    score: str = ""  # as printed: "60.1"

    def __post_init__(self) -> None:
        if self.locked:
            for name, nothing in {"bank": "", "day": None, "settled": 0, "indicators": 0, "score": ""}.items():
                object.__setattr__(self, name, nothing)


@dataclass(frozen=True)
class Settings:
    """Change by `dataclasses.replace`, `opened` and `forgotten`, then `save`."""

    language: str = "zh_CN"
    theme: str = "system"  # one of THEMES
    wall: str = "bright"  # one of WALLS: how the wall begins
    folder: Path | None = None  # where new engagements and dialogs begin; the user's documents otherwise
    text_size: int = 100  # percent, one of TEXT_SIZES
    second_place: Path | None = None  # where verified backups are copied as well
    lock_minutes: int = 0  # of nobody at the console before a protected engagement locks itself; 0 = never
    windows: Mapping[str, str] = field(default_factory=dict)  # name of a window → its geometry as Qt saves it, base64
    recent: tuple[Recent, ...] = ()  # latest first
    hints: int = 0  # first-run hints that were read

    def opened(self, recent: Recent) -> "Settings":
        """With `recent` first in the list, its earlier line gone, the oldest dropped."""
        others = self.forgotten(recent.path).recent
        return replace(self, recent=(recent, *others)[:KEPT])

    def forgotten(self, path: Path) -> "Settings":
        """Without the line of `path`."""
        return replace(self, recent=tuple(one for one in self.recent if one.path != path))


def load(folder: Path) -> Settings:
    """The settings kept in `folder`; the defaults when there are none. A file that makes no sense is set aside, never overwritten."""
    path = folder / FILE
    try:
        text = path.read_text(encoding="utf-8")
        import tomllib  # a first start has nothing to read

        return _settings(tomllib.loads(text))
    except FileNotFoundError:
        return Settings()
    except OSError as error:
        log.warning("settings could not be read: %s", type(error).__name__)
        return Settings()
    except (ValueError, KeyError, TypeError) as error:  # not TOML, not UTF-8, or not ours
        log.warning("settings made no sense and were set aside: %s", type(error).__name__)
        _set_aside(path)
        return Settings()


def save(settings: Settings, folder: Path) -> None:
    """Write the settings to `folder` so that a crash leaves the old file or the new; raises EnvironmentTrouble("settings.unsaved")."""
    import tempfile  # writing comes later than the first window, reading does not

    import tomli_w

    content = tomli_w.dumps(_document(settings)).encode()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=folder, prefix=f".{FILE}-")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            os.replace(name, folder / FILE)
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise
    except OSError as error:
        raise EnvironmentTrouble("settings.unsaved", path=str(folder / FILE)) from error


def _set_aside(path: Path) -> None:
    try:
        os.replace(path, path.with_name(f"{path.stem}.broken{path.suffix}"))
    except OSError as error:
        log.warning("and could not be moved: %s", type(error).__name__)


def _settings(document: dict[str, Any]) -> Settings:
    default = Settings()
    theme = _text(document, "theme", default.theme)
    if theme not in THEMES:
        raise ValueError("theme")
    wall = _text(document, "wall", default.wall)
    if wall not in WALLS:
        raise ValueError("wall")
    windows, folder = document.get("windows", {}), _text(document, "folder", "")
    second_place = _text(document, "second_place", "")
    return Settings(
        language=_text(document, "language", default.language),
        theme=theme,
        wall=wall,
        folder=Path(folder) if folder else None,
        text_size=_size(document.get("text_size", default.text_size)),
        second_place=Path(second_place) if second_place else None,
        lock_minutes=max(0, int(document.get("lock_minutes", 0))),
        windows={name: _text(windows, name, "") for name in windows},
        hints=max(0, int(document.get("hints", 0))),
        recent=tuple(_recent(one) for one in document.get("recent", [])),
    )


def _size(value: object) -> int:
    if value not in TEXT_SIZES or isinstance(value, bool):
        raise ValueError("text_size")
    return int(str(value))


def _recent(one: dict[str, Any]) -> Recent:
    opened, day = one["opened"], one.get("day")
    if not isinstance(opened, datetime) or isinstance(day, datetime) or not isinstance(day, date | None):
        raise TypeError("a moment and a day")
    return Recent(
        path=Path(one["path"]),
        opened=opened,
        locked=bool(one.get("locked", False)),
        bank=_text(one, "bank", ""),
        day=day,
        settled=int(one.get("settled", 0)),
        indicators=int(one.get("indicators", 0)),
        score=_text(one, "score", ""),
    )


def _text(table: Mapping[str, Any], key: str, default: str) -> str:
    value = table.get(key, default)
    if not isinstance(value, str):
        raise TypeError(key)
    return value


def _document(settings: Settings) -> dict[str, Any]:
    """The settings as TOML knows them: what is empty is left out."""
    return _without_empty(
        {
            "language": settings.language,
            "theme": settings.theme,
            "wall": settings.wall,
            "folder": str(settings.folder or ""),
            "text_size": settings.text_size,
            "second_place": str(settings.second_place or ""),
            "lock_minutes": settings.lock_minutes,
            "windows": dict(settings.windows),
            "hints": settings.hints,
            "recent": [_without_empty({**vars(one), "path": str(one.path)}) for one in settings.recent],
        }
    )


def _without_empty(table: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in table.items() if value}
