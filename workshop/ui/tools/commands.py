"""Every page and every action by name, in both languages: what the palette offers now."""

from collections.abc import Callable, Iterator
from functools import cached_property
from typing import Protocol

from workshop.model.content import Pack, load_pack
from workshop.session import Session
from workshop.ui.page import Action, Page
from workshop.ui.pages import Entry, pages_of
from workshop.ui.tools.palette import Command
from workshop.ui.wall.stage import Stage
from workshop.words import LANGUAGES, N_, SOURCE, load_words

# msgid and the key that does it, in either window
_KEYED = (
    (N_("放映到大屏"), "F5"),
    (N_("收起大屏"), "Escape"),
    (N_("黑屏"), "B"),
    (N_("白屏"), "W"),
    (N_("下一步（翻页笔）"), "PageDown"),
    (N_("上一步（翻页笔）"), "PageUp"),
    (N_("撤销"), "Ctrl+Z"),
    (N_("重做"), "Ctrl+Y"),
    (N_("查找"), "Ctrl+F"),
    (N_("提示与追问"), "F2"),
    (N_("发言计时两分钟"), "T"),
    (N_("加一分钟"), "Plus"),
    (N_("重排剩余时间"), "A"),
    (N_("主持指南"), "Shift+F1"),
    (N_("记便签"), "S"),
    (N_("粘贴为附件"), "Ctrl+V"),
    (N_("列入待议（定人定时）"), "Shift+P"),
    (N_("放大大屏"), "Ctrl+Plus"),
    (N_("缩小大屏"), "Ctrl+Minus"),
    (N_("大屏恢复原大小"), "Ctrl+0"),
    (N_("设置"), "Ctrl+Comma"),
    (N_("快捷键"), "F1"),
)


class Console(Protocol):
    """What the commands act on."""

    session: Session
    stage: Stage

    def page(self) -> Page: ...
    def go(self, target: str) -> None: ...
    def press(self, name: str) -> bool: ...


class Names:
    """Names in the other language, read when the palette is first opened."""

    def __init__(self, session: Session) -> None:
        self._session = session

    @cached_property
    def english(self) -> Callable[[str], tuple[str, ...]]:
        return load_words("en").counterparts

    @cached_property
    def pack(self) -> Pack:
        """The engagement's pack in the other language; the same one where it has no other."""
        session = self._session
        other = next((name for name in LANGUAGES if name != session.words.language), SOURCE)
        return load_pack(session.store.pack_files(), other) if other in session.pack.languages else session.pack

    def __call__(self, shown: str) -> tuple[str, ...]:
        """The other language's names for a sentence on screen."""
        return self.english(shown)


def all_commands(console: Console, names: Names) -> tuple[Command, ...]:
    """The page's own actions first, then what the keys do, the wall's commands, every page and every indicator."""
    return (*_of_page(console, names), *_keyed(console, names), *_of_wall(console, names), *_pages(console, names))


def _of_page(console: Console, names: Names) -> Iterator[Command]:
    bar = console.page().bar()
    for action in (bar.primary, bar.plain, *bar.ghosts, *bar.more):
        if action is not None and action.text:
            yield Command(action.text, _runs(action), console.session.words("本页"), action.key, names(action.text), action.enabled)


def _runs(action: Action) -> Callable[[], object]:
    return action.run


def _keyed(console: Console, names: Names) -> Iterator[Command]:
    words = console.session.words
    for text, key in _KEYED:
        shown = words(text)
        yield Command(shown, lambda key=key: console.press(key), "", key, names(shown))  # type: ignore[misc]


def _of_wall(console: Console, names: Names) -> Iterator[Command]:
    for shown, run in console.stage.commands():
        yield Command(shown, run, console.session.words("大屏"), "", names(shown))


def _pages(console: Console, names: Names) -> Iterator[Command]:
    session = console.session
    words, pack = session.words, session.pack
    for entry in pages_of(pack):
        shown = entry.name(words)
        yield Command(shown, lambda key=entry.key: console.go(key), words("页面"), "", _other(names, entry, shown))  # type: ignore[misc]
        for name in pack.dimensions[entry.dimension].indicators if entry.dimension else ():
            own, other = pack.indicators[name], names.pack.indicators[name]
            target = f"{entry.key}/{name}"
            yield Command(f"{name} {own.name}", lambda target=target: console.go(target), words("题目"), "", (f"{name} {other.name}",))  # type: ignore[misc]


def _other(names: Names, entry: Entry, shown: str) -> tuple[str, ...]:
    return (names.pack.dimensions[entry.dimension].short,) if entry.dimension else names(shown)
