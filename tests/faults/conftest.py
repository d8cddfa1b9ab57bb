"""The figures of one run: cleared before it, added up after it."""

import shutil

import pytest

from . import figures


def pytest_configure(config: pytest.Config) -> None:
    if not hasattr(config, "workerinput"):  # of two processes and their parent, the parent alone
        figures.FOUND.unlink(missing_ok=True)
        shutil.rmtree(figures.KEPT, ignore_errors=True)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    told = figures.summed()
    if told:
        terminalreporter.section(f"figures, {figures.MODE}")
    for name, sums in told.items():
        terminalreporter.line(f"{name}: " + ", ".join(f"{key.replace('_', ' ')} {value}" for key, value in sums.items()))
    if figures.KEPT.is_dir():
        terminalreporter.line(f"what failed is kept in {figures.KEPT}")
