"""Reads the command and opens the right door: the command line, the demonstration, or the window. No Qt until a window is wanted."""

import argparse
import gc
import os
import sys
from pathlib import Path

from . import settings
from .libraries import sentence_for, trouble_ahead
from .model.reach import is_forbidden
from .paths import config_dir
from .words import Words, load_words

# named here so that opening the window does not import the command line; a test compares them with cli.COMMANDS
HEADLESS = (
    "demo", "export", "import", "score", "rank", "plan", "check", "compare",
    "approve", "ledger", "ledger-import", "report", "reassess", "merge", "handover", "pack",
    "backup", "restore", "salvage", "log",
)  # fmt: skip


def main(argv: list[str] | None = None) -> int:
    """Run the program with `argv` (the process's own by default); returns the exit status, 2 for a command that makes no sense."""
    if getattr(sys, "frozen", False) and {"--multiprocessing-fork", "-c"} & set(sys.argv):
        import multiprocessing  # a helper process of a packaged program is the program itself

        multiprocessing.freeze_support()
    args = sys.argv[1:] if argv is None else argv
    _make_output_safe()
    command = args[0] if args else ""
    if command in HEADLESS:
        from . import cli

        return cli.main(args)
    words = load_words(settings.load(config_dir()).language)
    try:
        if command == "play":
            return _play(args[1:], words)
        if command == "--selftest":
            from . import selftest

            return selftest.main(words)
        return _open(args, words)
    except SystemExit as stop:  # argparse has printed its help or what was wrong
        return stop.code if isinstance(stop.code, int) else 1
    except ImportError as error:
        sentence = sentence_for(error, words)
        if sentence is None:
            raise
        return _say(sentence)


def _play(args: list[str], words: Words) -> int:
    """`workshop play --demo --out DIR`: the demonstration engagement from the first vote to the PDF, without a screen."""
    _ = words
    parser = argparse.ArgumentParser(prog="workshop play", description=_("离屏演示整场工作坊：从第一票到 PDF，每页存一张图"))
    parser.add_argument("--demo", action="store_true", required=True, help=_("用自带的演示工作坊"))
    parser.add_argument("--out", type=Path, default=Path("out"), metavar="DIR", help=_("结果放进哪个文件夹"))
    out: Path = parser.parse_args(args).out
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from . import play

    return play.main(out)


def _open(args: list[str], words: Words) -> int:
    """The window, with `FILE` opened when one is named."""
    _ = words
    commands = ", ".join((*HEADLESS, "play"))
    parser = argparse.ArgumentParser(prog="workshop", description=_("共识工坊"), epilog=_("不开窗口的命令：{commands}", commands=commands))
    parser.add_argument("--selftest", action="store_true", help=_("检查这份安装能否正常工作，然后退出"))
    parser.add_argument("file", type=Path, nargs="?", metavar="FILE", help=_("要打开的工作坊文件"))
    file: Path | None = parser.parse_args(args).file
    if file is not None and not os.path.exists(file) and not is_forbidden(file):  # what one may not look at the window tells
        parser.error(_("没有“{name}”这个文件或命令", name=file))
    trouble = trouble_ahead(words)
    if trouble:
        return _say(trouble)
    gc.disable()  # nothing to collect before the first window; the desktop enables it again
    from . import desktop

    return desktop.main(file)


def _say(sentence: str) -> int:
    print(sentence, file=sys.stderr)
    return 1


def _make_output_safe() -> None:
    """A console that cannot show a character shows its code instead of stopping the program."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)  # absent in a windowed program and under capture
        if reconfigure:
            reconfigure(errors="backslashreplace")
