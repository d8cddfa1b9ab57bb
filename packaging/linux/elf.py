"""What a folder of Linux programs needs of the system, read from the files: libraries nobody in it brings, the newest glibc."""

import re
import struct
from collections.abc import Iterator
from pathlib import Path

GLIBC = re.compile(rb"GLIBC_2\.(\d+)")
DT_NULL, DT_NEEDED, DT_STRTAB, PT_LOAD, PT_DYNAMIC = 0, 1, 5, 1, 2


def needed(path: Path) -> tuple[str, ...]:
    """The libraries an ELF file (64 bit, little-endian) names; none for any other file."""
    raw = path.read_bytes()
    if raw[:6] != b"\x7fELF\x02\x01":
        return ()
    offset, size, count = struct.unpack_from("<Q14xHH", raw, 0x20)
    heads = [struct.unpack_from("<IIQQQQ", raw, offset + number * size) for number in range(count)]
    dynamic = [head for head in heads if head[0] == PT_DYNAMIC]
    if not dynamic:
        return ()
    entries = list(_entries(raw, dynamic[0][2], dynamic[0][5]))
    table = _place(heads, next(value for tag, value in entries if tag == DT_STRTAB))
    return tuple(raw[table + value : raw.index(b"\0", table + value)].decode() for tag, value in entries if tag == DT_NEEDED)


def _entries(raw: bytes, offset: int, size: int) -> Iterator[tuple[int, int]]:
    for at in range(offset, offset + size, 16):
        tag, value = struct.unpack_from("<QQ", raw, at)
        if tag == DT_NULL:
            return
        yield tag, value


def _place(heads: list[tuple[int, ...]], address: int) -> int:
    """Where an address of the running program lies in the file."""
    for kind, _, offset, start, _, size in heads:
        if kind == PT_LOAD and start <= address < start + size:
            return offset + address - start
    raise ValueError(hex(address))


def glibc(folder: Path) -> str:
    """The newest glibc any file of `folder` asks for: "2.34"."""
    minors = [int(minor) for path in programs(folder) for minor in GLIBC.findall(path.read_bytes())]
    return f"2.{max(minors)}"


def programs(folder: Path) -> Iterator[Path]:
    """Every ELF file under `folder`, links left out."""
    for path in sorted(folder.rglob("*")):
        if path.is_file() and not path.is_symlink():
            with path.open("rb") as file:
                if file.read(4) == b"\x7fELF":
                    yield path


def foreign(folder: Path) -> dict[str, list[Path]]:
    """Libraries that nothing under `folder` brings, and who asks for them."""
    ours = {path.name for path in folder.rglob("*.so*")}
    asked: dict[str, list[Path]] = {}
    for path in programs(folder):
        for name in needed(path):
            if name not in ours:
                asked.setdefault(name, []).append(path)
    return asked
