"""Measures in a process of its own: start-up, memory, wakes. The child tells through its last line of output, as JSON."""

import json
import os
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent.parent


def told(code: str, *args: str, home: Path, timeout: float = 120, program: tuple[str, ...] | None = None) -> Any:
    """Run Python `code` (or `program`) with `args`; what its last line says. `spawned`: the clock before it began, in ns."""
    command = [*program] if program else [sys.executable, "-c", code]
    env = os.environ | {"QT_QPA_PLATFORM": "offscreen", "WORKSHOP_HOME": str(home), "PYTHONPATH": str(ROOT), "LC_ALL": "C.UTF-8"}
    env.pop("PYTHONDONTWRITEBYTECODE", None)  # a second start finds the byte-code of the first
    env["SPAWNED"] = str(time.monotonic_ns())
    run = subprocess.run([*command, *args], cwd=ROOT, env=env, capture_output=True, text=True, timeout=timeout, check=False)
    if run.returncode:
        raise RuntimeError(run.stderr or run.stdout)
    return json.loads(run.stdout.splitlines()[-1])
