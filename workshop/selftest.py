"""`workshop --selftest`: does this installation work? One line a check, 0 or 1 at the end, and never a hang: a watchdog ends it.

Nothing of the user's is touched: settings, files and exports go to a folder that is deleted afterwards.
"""

import faulthandler
import os
import pkgutil
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from typing import Any

from msgspec import Struct

from workshop.words import LANGUAGES, N_, Words, load_words

SECONDS = 180  # for everything together, on a slow laptop
PACK = ("content", "small-bank-fintech-2019")
SAMPLE = "共识工坊：云岭农村商业银行 ①②③ ≥ 60.1 %"


class Check(Struct, frozen=True):
    """What is tried (a msgid), and how: `run` gets a folder, says what it found, and raises whatever went wrong."""

    about: str
    run: Callable[[Path], str]


def main(words: Words, checks: Sequence[Check] = (), seconds: float = SECONDS) -> int:
    """Run the checks one after the other; 0 when all of them passed."""
    _ = words
    if sys.platform.startswith("linux") and not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    failed = 0
    with _watchdog(seconds), tempfile.TemporaryDirectory(prefix="workshop-自检-", ignore_cleanup_errors=True) as folder:
        os.environ["WORKSHOP_HOME"] = str(Path(folder) / "home")
        for check in checks or CHECKS:
            failed += not _passes(check, Path(folder), words)
    _say(_("自检通过。") if not failed else _("自检没有通过：{failed} 项。请把以上内容交给支持人员。", failed=failed))
    return int(failed > 0)


@contextmanager
def _watchdog(seconds: float) -> Iterator[None]:
    """After so long, say where it hangs and leave with 1; a windowed program has no stderr to say it on, and leaves all the same."""
    with open(os.devnull, "w", encoding="utf-8") as nowhere:
        try:
            sys.stderr.fileno()
            faulthandler.dump_traceback_later(seconds, exit=True, file=sys.stderr)
        except (AttributeError, OSError, ValueError):
            faulthandler.dump_traceback_later(seconds, exit=True, file=nowhere)
        try:
            yield
        finally:
            faulthandler.cancel_dump_traceback_later()


def _passes(check: Check, folder: Path, words: Words) -> bool:
    _ = words
    try:
        found = check.run(folder)
    except Exception as error:  # noqa: BLE001  (a check may fail in any way there is)
        _say(f"✗ {words(check.about)}: {type(error).__name__}: {error}")
        return False
    _say(f"✓ {words(check.about)}: {found}")
    return True


def _say(line: str) -> None:
    if sys.stdout is not None:
        print(line, flush=True)


# -- the checks ----------------------------------------------------------------------------------------------------------------


def _modules(folder: Path) -> str:
    """Every module of the program, lazily imported ones too: what a package left out is missed here."""
    import workshop

    names = [found.name for found in pkgutil.walk_packages(workshop.__path__, "workshop.") if not found.name.endswith("__main__")]
    for name in names:
        import_module(name)
    if len(names) < 50:
        raise RuntimeError(f"{len(names)} modules")
    return f"{len(names)}"


def _languages(folder: Path) -> str:
    from workshop.model.content import load_pack, read_pack_files
    from workshop.paths import asset_path

    files = read_pack_files(asset_path(*PACK))
    for language in LANGUAGES:
        load_pack(files, language)
        if load_words(language).language != language:
            raise FileNotFoundError(language)
    return ", ".join(LANGUAGES)


def _store(folder: Path) -> str:
    """A protected engagement under a Chinese name: made, changed, closed, opened again, looked through."""
    from datetime import datetime

    from workshop.model.content import load_pack, read_pack_files
    from workshop.model.store import Store, default_engagement, needs_passphrase
    from workshop.paths import asset_path

    files, path, secret = read_pack_files(asset_path(*PACK)), folder / "自检 一.workshop", "六个 词 的 口令"
    store = Store.create(path, files, default_engagement(load_pack(files, "zh_CN"), "自检银行", datetime.now()), secret)
    store.add_seat("行长", "领导")
    store.close()
    if not needs_passphrase(path) or "自检银行".encode() in path.read_bytes():
        raise RuntimeError("not encrypted")
    store = Store.open(path, secret)
    try:
        store.verify()
        return f"{len(store.state().seats)} + {store.state().log_length}"
    finally:
        store.close()


def _demo(folder: Path) -> str:
    """The demo day through the Store, the solver included."""
    from workshop import demo

    store = demo.build(folder / "演示.workshop")
    try:
        store.verify()
        state = store.state()
    finally:
        store.close()
    if not state.plan:
        raise RuntimeError("no plan")
    return f"{len(state.records)} / {len(state.plan)}"


def _exports(folder: Path) -> str:
    """Every format."""
    from workshop.exports import EXPORTS
    from workshop.model.store import Store

    store = Store.open(folder / "演示.workshop")
    try:
        for name, export in EXPORTS.items():
            if not export.there():
                continue
            out = folder / f"{name}{export.suffix}"
            export.write(store, load_words("zh_CN"), out)
            if not (out.is_dir() and any(out.iterdir())) and out.stat().st_size < 1000:
                raise RuntimeError(out.name)
    finally:
        store.close()
    return ", ".join(EXPORTS)


def _exchange(folder: Path) -> str:
    from workshop.model import interchange

    text = (folder / "json.json").read_text(encoding="utf-8")
    store = interchange.load(text, folder / "换回.workshop", None)
    try:
        store.verify()
        return f"{store.state().log_length}"
    finally:
        store.close()


def _preview(folder: Path) -> str:
    """Pages of the printed plan as pictures."""
    import pypdfium2  # type: ignore[import-untyped]

    document = pypdfium2.PdfDocument(folder / "pdf.pdf")
    try:
        pages = len(document)
        picture = document[0].render(scale=0.5).to_pil()
    finally:
        document.close()
    if pages < 10 or len(picture.getcolors(picture.width * picture.height) or []) < 2:
        raise RuntimeError(f"{pages} pages")
    return f"{pages}"


def _windows(folder: Path) -> str:
    """Welcome window, console and wall, painted; an error inside an event handler counts."""
    from workshop import crash, desktop

    crashes: list[str] = []
    app = desktop.make_application(sys.argv[:1])
    hook = crash.CrashHook(folder, lambda found: crashes.append(found.where))
    hook.install()
    try:
        opened = desktop.Desktop(app, folder / "settings")
        opened.show_welcome()
        shown = [_colours(opened.welcome)]
        opened.open_file(folder / "演示.workshop")
        if opened.console is None:
            raise RuntimeError("no console")
        opened.console.stage.present()
        app.processEvents()
        shown += [_colours(opened.console), _colours(opened.console.stage.wall)]
        opened.console.close()
        app.processEvents()
    finally:
        hook.remove()
    if crashes or min(shown) < 3:
        raise RuntimeError(crashes[0] if crashes else f"blank window: {shown}")
    return str(app.platformName())


def _colours(window: Any) -> int:
    """How many colours stand in a window: a blank one has one."""
    picture = window.grab().toImage()
    return len({picture.pixel(x, y) for x in range(0, picture.width(), 7) for y in range(0, picture.height(), 7)})


def _fonts(folder: Path) -> str:
    """The bundled faces draw what the room reads."""
    from workshop.figures import fontbook

    missing = fontbook.missing(SAMPLE)
    if missing:
        raise RuntimeError("".join(missing))
    return fontbook.REGULAR


CHECKS: tuple[Check, ...] = (
    Check(N_("程序模块"), _modules),
    Check(N_("内容包与语言"), _languages),
    Check(N_("字体"), _fonts),
    Check(N_("加密文件"), _store),
    Check(N_("演示与排程"), _demo),
    Check(N_("导出"), _exports),
    Check(N_("数据交换"), _exchange),
    Check(N_("预览"), _preview),
    Check(N_("窗口"), _windows),
)
