"""A thousand engagements compared, each the size of a whole day: time, memory, and whether twice the files cost twice the time."""

import shutil
import sys
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from workshop import demo
from workshop.model.store import Store

from .case import Case, Figure, Limit
from .child import told

FILES, FEW = 1000, 250
READ = """
import json, resource, sys, time
from pathlib import Path
from workshop.model.portfolio import files_of, read_all
from workshop.model import tables_portfolio as tables
if __name__ == "__main__":
    start = time.perf_counter()
    paths = files_of([Path(sys.argv[1])])[: int(sys.argv[2])]
    portfolio = read_all(paths)
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    read = sum(one.ru_utime + one.ru_stime for one in used)
    tables.groups(portfolio, "bank_type"), tables.missed(portfolio)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss + 2 * resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    left = len(portfolio.left)
    print(json.dumps({"seconds": time.perf_counter() - start, "mb": peak / 1024, "left": left, "read": read}))
"""


def _files(folder: Path) -> Path:
    """Copies of the demo under a thousand names."""
    made = folder / "portfolio"
    made.mkdir()
    first = folder / "demo.workshop"
    demo.build(first).close()
    kinds = list(Store.open(first, reading=True).pack.bank_types)
    for number in range(FILES):
        path = Path(shutil.copy(first, made / f"{number:04}.workshop"))
        store = Store.open(path)
        store._db.execute("PRAGMA synchronous = OFF")
        store._db.execute(
            "UPDATE engagement SET id = ?, bank = ?, bank_type = ?", [f"{number:032x}", f"银行 {number}", kinds[number % len(kinds)]]
        )
        store._db.conn.commit()
        store.close()
    return made


@cache
def _read() -> dict[str, dict[str, float]]:
    with TemporaryDirectory(prefix="workshop-portfolio-") as name:
        folder = Path(name)
        made, script = _files(folder), folder / "read.py"
        script.write_text(READ, encoding="utf-8")
        program = (sys.executable, str(script))
        found = {str(count): told("", str(made), str(count), home=folder, program=program) for count in (FEW, FILES)}
    assert found[str(FILES)]["left"] == 0
    return found


def _seconds(folder: Path) -> Figure:
    return Figure([_read()[str(FILES)]["seconds"]], note=f"{FILES} files")


def _memory(folder: Path) -> Figure:
    return Figure([_read()[str(FILES)]["mb"]])


def _linear(folder: Path) -> Figure:
    """Processor time; the floor is a quarter of the files, so that linear is a ratio of four at most."""
    return Figure([_read()[str(FILES)]["read"]], [_read()[str(FEW)]["read"]], note=f"{FILES} against {FEW} files")


CASES = (
    Case("portfolio/thousand", _seconds, (Limit("max", 20),), unit="s"),
    Case("portfolio/memory", _memory, (Limit("max", 500),), unit="MB"),
    Case("portfolio/linear", _linear, (Limit("ratio", FILES / FEW * 1.15),), unit="s"),
)
