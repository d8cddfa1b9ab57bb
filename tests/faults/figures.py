"""How much of each harness is run (CI or release), what was measured, and where what failed is kept."""

import json
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

MODE = os.environ.get("FAULTS", "ci")
OUT = Path(__file__).resolve().parents[2] / "out" / "faults"
FOUND, KEPT = OUT / f"{MODE}.jsonl", OUT / "kept"

# CI, release; safety.md names them
FIGURES: dict[str, tuple[int, int]] = {
    "kill": (50, 1_000),
    "powercut": (3_000, 50_000),
    "errors": (330, 0),  # 0: every one there is
    "migration": (60, 300),
    "hostile": (1_500, 50_000),
    "naughty": (300, 300),
    "canary": (1, 1),
}
PARTS: dict[str, tuple[int, int]] = {
    "kill": (5, 20),
    "powercut": (6, 40),
    "errors": (3, 16),
    "migration": (4, 10),
    "hostile": (6, 50),
    "naughty": (4, 8),
}


def wanted(name: str) -> int:
    """So many runs in this mode."""
    return FIGURES[name][MODE == "release"]


def parts(name: str) -> range:
    """A harness is cut into parts, so that two processes share it and each part tells when it is through."""
    return range(PARTS[name][MODE == "release"])


def share(name: str, part: int) -> range:
    """The numbers of the runs of one part."""
    return range(part, wanted(name), len(parts(name)))


def found(name: str, **figures: int) -> None:
    """Write down what a part measured; the last lines of the run add the parts up."""
    OUT.mkdir(parents=True, exist_ok=True)
    with FOUND.open("a", encoding="utf-8") as file:
        file.write(json.dumps({"name": name, **figures}) + "\n")


def summed() -> dict[str, dict[str, int]]:
    """Figures of all parts per harness: sums, of what is called `most_…` the largest."""
    told: dict[str, dict[str, int]] = {}
    for line in FOUND.read_text(encoding="utf-8").splitlines() if FOUND.exists() else ():
        figures = json.loads(line)
        sums = told.setdefault(figures.pop("name"), {})
        for key, value in figures.items():
            sums[key] = max(sums.get(key, 0), value) if key.startswith("most_") else sums.get(key, 0) + value
    return told


@contextmanager
def scratch() -> Iterator[Path]:
    """A folder in memory where the system has one: the disk's own speed proves nothing here."""
    shm = Path("/dev/shm")
    roomy = shm.is_dir() and os.access(shm, os.W_OK) and shutil.disk_usage(shm).free > 512 * 1024 * 1024
    with tempfile.TemporaryDirectory(prefix="workshop-faults-", dir=shm if roomy else None) as folder:
        yield Path(folder)


def keep(folder: Path, name: str) -> Path:
    """Put the files of a failed run aside and say where; only the first of a name is kept."""
    target = KEPT / name
    if not target.exists():
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copytree(folder, target)
    return target
