"""The command palette: every page and every action by its Chinese or English name, by pinyin or its initials."""

from collections.abc import Callable, Sequence

from msgspec import Struct
from PySide6.QtWidgets import QWidget

from workshop.model.lookup import rank
from workshop.ui.tools.chooser import Chooser, Row
from workshop.ui.widgets.keycap import key_word
from workshop.words import Words


class Command(Struct, frozen=True):
    """Something that can be done now; `other` is its names in the other language, `key` a portable key name."""

    name: str
    run: Callable[[], object]
    note: str = ""
    key: str = ""
    other: tuple[str, ...] = ()
    enabled: bool = True


class Palette(Chooser):
    """Ctrl+K: asks the console for its commands each time it is opened."""

    def __init__(self, words: Words, commands: Callable[[], Sequence[Command]], parent: QWidget) -> None:
        super().__init__(words, words("输入命令、页面名，或拼音首字母"), parent)
        self._ask = commands
        self._commands: tuple[Command, ...] = ()

    def open(self) -> None:
        self._commands = tuple(self._ask())
        super().open()

    def rows(self, wanted: str) -> Sequence[Row]:
        scored = [
            (score, place, one) for place, one in enumerate(self._commands) if (score := rank(wanted, (one.name, *one.other))) is not None
        ]
        return [self._row(one) for _score, _place, one in sorted(scored, key=lambda found: found[:2])]

    def _row(self, one: Command) -> Row:
        return Row(one.name, lambda: _do(one), one.note, key_word(self.words, one.key) if one.key else "", enabled=one.enabled)

    def summary(self, wanted: str, count: int) -> str:
        _ = self.words
        return _("上下键选择，Enter 执行，Esc 关闭") if count else _("没有这样的命令")


def _do(one: Command) -> None:
    one.run()
