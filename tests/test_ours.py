"""Which files are ours: remembered by origin under a key, bounded, and begun anew where the memory makes no sense."""

import os
from pathlib import Path

import pytest

from workshop import ours
from workshop.ours import FILE, Ours

A, B, C = Path("/a.workshop"), Path("/b.workshop"), Path("/c.workshop")


def lines(home: Path) -> list[str]:
    return (home / FILE).read_text(encoding="ascii").splitlines()


def test_an_origin_is_known_wherever_the_file_is(home: Path) -> None:
    Ours(home).remember(A, ("made", "older"))
    again = Ours(home)
    assert again.knows(B, ("admitted later", "made")) and not again.knows(A, ("other",)) and not again.knows(A, ())
    assert not again.knows(A, ("older",))  # what it was before it came here is a stranger's as well


def test_the_memory_tells_nothing_and_is_the_users_own(home: Path) -> None:
    Ours(home).remember(Path("/某某银行.workshop"), ("某某银行",))
    text = (home / FILE).read_bytes()
    assert "某某".encode() not in text and text.isascii() and len(lines(home)) == 2
    Ours(home / "other").remember(A, ("某某银行",))
    assert lines(home)[1] != lines(home / "other")[1]  # the same origin under another key
    if os.name == "posix":
        assert (home / FILE).stat().st_mode & 0o077 == 0


def test_a_file_opened_again_is_written_once_and_counts_as_the_latest(home: Path) -> None:
    for origin in ("one", "one", "two", "one"):
        Ours(home).remember(A, (origin,))
    assert len(lines(home)) == 4
    assert list(Ours(home)._known) == [lines(home)[2], lines(home)[3]]


def test_the_memory_stays_small(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ours, "KEPT", 8)
    for number in range(100):
        Ours(home).remember(A, (f"{number}",))
        assert len(lines(home)) <= 2 * 8 + 1
    known = Ours(home)
    assert all(known.knows(A, (f"{number}",)) for number in range(93, 100)) and not known.knows(A, ("0",))


@pytest.mark.parametrize(
    "content",
    [b"", b"nonsense\n", b"workshop-ours 1 00\n", "工坊\n".encode(), b"\x00" * 64, b"0" * (2 << 20)],
)
def test_a_memory_that_makes_no_sense_is_begun_anew(home: Path, content: bytes) -> None:
    home.mkdir()
    (home / FILE).write_bytes(content)
    known = Ours(home, [A])
    assert not known.knows(B, ("made",)) and known.knows(A, ("made",))  # what was opened before stays ours
    known.remember(B, ("other",))
    assert Ours(home).knows(C, ("other",)) and Ours(home).knows(A, ("made",))


def test_a_torn_line_costs_only_itself(home: Path) -> None:
    Ours(home).remember(A, ("one",))
    Ours(home).remember(A, ("two",))
    (home / FILE).write_text((home / FILE).read_text()[:-9])
    assert Ours(home).knows(A, ("one",)) and not Ours(home).knows(A, ("two",))
    Ours(home).remember(A, ("three",))
    assert all(Ours(home).knows(A, (one,)) for one in ("one", "three")) and all(len(one) == 32 for one in lines(home)[1:])


def test_a_place_vouches_until_its_file_is_opened(home: Path) -> None:
    """Engagements from before there was a memory; later another file at the same place is a stranger's."""
    Ours(home, [A, B]).remember(C, ("new",))
    assert Ours(home).knows(A, ("whatever",)) and Ours(home).knows(B, ())
    Ours(home).remember(A, ("made",))
    assert Ours(home).knows(A, ("made",)) and not Ours(home).knows(A, ("whatever",)) and Ours(home).knows(B, ())
    assert not Ours(home, [A]).knows(A, ("whatever",))  # the recent list does not count where there is a memory


def test_a_memory_that_cannot_be_written_stops_nobody(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    Ours(tmp_path / "file").remember(A, ("made",))
    assert not Ours(tmp_path / "file").knows(A, ("made",))
