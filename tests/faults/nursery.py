"""Processes to be killed: a small parent without threads forks one for each run, and says how each ended.

`Nursery` starts the parent, `python -m tests.faults.nursery`, and writes one line of JSON a run: what to do, where, when to die.
A run writes what it was acknowledged to a file beside, after the operation returned and before the next one begins.
"""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import Any, Self

ROOT = Path(__file__).resolve().parents[2]
ACKNOWLEDGED = "acknowledged"


class Nursery:
    """The parent of the runs, as a context."""

    def __enter__(self) -> Self:
        self._parent = subprocess.Popen(
            [sys.executable, "-m", "tests.faults.nursery"], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        if self._parent.stdin is not None:
            self._parent.stdin.close()
        self._parent.wait(timeout=60)
        if self._parent.stdout is not None:
            self._parent.stdout.close()

    def run(self, work: str, folder: Path, at: int = 0, after: float = 0.0) -> int:
        """One run, killed at a call or after so many seconds, 0 for never; returns its exit status, -9 when it was killed."""
        pid = self._asked({"work": work, "folder": str(folder), "at": at})
        if after:
            time.sleep(after)
            os.kill(pid, signal.SIGKILL)  # the parent waits for our word before it reaps
        return self._asked({})

    def _asked(self, what: dict[str, Any]) -> int:
        pipe, answers = self._parent.stdin, self._parent.stdout
        assert pipe is not None and answers is not None
        pipe.write(json.dumps(what) + "\n")
        pipe.flush()
        return int(answers.readline())


def _serve(works: dict[str, Callable[[Path], None]]) -> None:
    for line in sys.stdin:
        asked = json.loads(line)
        pid = os.fork()
        if pid == 0:
            _run(works[asked["work"]], Path(asked["folder"]), asked["at"])
        print(pid, flush=True)
        sys.stdin.readline()
        status = os.waitpid(pid, 0)[1]
        print(os.waitstatus_to_exitcode(status), flush=True)


def _run(work: Callable[[Path], None], folder: Path, at: int) -> None:
    """In the child: never returns."""
    from .disk import Counter, observed

    status = 1
    try:
        counter = Counter(folder, at, then=lambda: os.kill(os.getpid(), signal.SIGKILL))
        with observed(counter):
            work(folder)
        (folder / "calls").write_text(str(counter.count))
        status = 0
    except BaseException:  # noqa: BLE001  a child that fails says so and ends
        import traceback

        traceback.print_exc()
    finally:
        sys.stderr.flush()
        os._exit(status)


def acknowledged(folder: Path) -> list[str]:
    """What a run was acknowledged, in order."""
    path = folder / ACKNOWLEDGED
    return path.read_text(encoding="utf-8").split() if path.exists() else []


if __name__ == "__main__":
    from .works import WORKS

    _serve(WORKS)
