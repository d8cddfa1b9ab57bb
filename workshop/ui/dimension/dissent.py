"""Dissent beside a record: by role group, what is held against it, what would change the mind, whether it is printed."""

from msgspec.structs import replace
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from workshop.ui.dimension.draft import DissentDraft
from workshop.ui.dimension.layout import column, empty, row
from workshop.ui.widgets.buttons import Button, IconButton
from workshop.ui.widgets.choices import Check, Dropdown
from workshop.ui.widgets.fields import TextLine
from workshop.words import Words

LIMIT = 200


class DissentLine(QWidget):
    """One dissent."""

    changed = Signal()
    removed = Signal()

    def __init__(self, words: Words, groups: tuple[str, ...], draft: DissentDraft, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        _ = words
        self.draft = draft
        self.group = Dropdown([("", _("不标组别")), *((name, name) for name in groups)], _("不同意见的组别"))
        levels = [(str(level), _("{level} 级", level=level)) for level in range(1, 6)]
        self.level = Dropdown([("0", _("不标级")), *levels], _("不同意见主张的等级"))
        self.text = TextLine(words, placeholder=_("不同意见"), limit=LIMIT, name=_("不同意见"))
        self.change_if = TextLine(words, placeholder=_("出现什么情况会改变看法"), limit=LIMIT, name=_("出现什么情况会改变看法"))
        self.in_plan = Check(_("写进方案"))
        remove = IconButton("cross", _("删去这条不同意见"), size=28)
        self.group.setMinimumWidth(112)
        self.show_draft(groups, draft)
        line = row(8, self.group, self.level, self.text, self.change_if, self.in_plan, remove, parent=self)
        line.setStretch(2, 3)
        line.setStretch(3, 2)
        self.group.chosen.connect(lambda key: self._change(grp=key))
        self.level.chosen.connect(lambda key: self._change(level=int(key)))
        self.text.committed.connect(lambda text: self._change(text=text))
        self.change_if.committed.connect(lambda text: self._change(change_if=text))
        self.in_plan.toggled.connect(lambda on: self._change(in_plan=on))
        remove.clicked.connect(self.removed)

    def show_draft(self, groups: tuple[str, ...], draft: DissentDraft) -> None:
        """Other values; a group that may not be shown is shown as none."""
        self.draft = replace(draft, grp=draft.grp if draft.grp in groups else "")
        self.group.set_value(self.draft.grp)
        self.level.set_value(str(draft.level))
        self.text.set_text(draft.text)
        self.change_if.set_text(draft.change_if)
        self.in_plan.blockSignals(True)
        self.in_plan.setChecked(draft.in_plan)
        self.in_plan.blockSignals(False)

    def _change(self, **fields: object) -> None:
        after = replace(self.draft, **fields)
        if after != self.draft:
            self.draft = after
            self.changed.emit()


class DissentList(QWidget):
    """Any number of dissents, one line each."""

    changed = Signal()

    def __init__(self, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.words = words
        self.lines: list[DissentLine] = []
        self._groups: tuple[str, ...] = ()
        self._column = column(8)
        self.add = Button(words("加一条不同意见"), "link")
        below = row(0, self.add)
        below.addStretch(1)
        column(4, self._column, below, parent=self)
        self.add.clicked.connect(self._add)

    def drafts(self) -> tuple[DissentDraft, ...]:
        """What stands in the lines, blank ones included."""
        return tuple(line.draft for line in self.lines)

    def show_drafts(self, groups: tuple[str, ...], drafts: tuple[DissentDraft, ...]) -> None:
        """Lines for these dissents; rebuilt only when their number or the groups change, so that typing goes on."""
        if groups != self._groups or len(drafts) != len(self.lines):
            self._rebuild(groups, drafts)
            return
        for line, draft in zip(self.lines, drafts, strict=True):
            line.show_draft(groups, draft)

    def _rebuild(self, groups: tuple[str, ...], drafts: tuple[DissentDraft, ...]) -> None:
        empty(self._column)
        self._groups = groups
        self.lines = [DissentLine(self.words, groups, draft) for draft in drafts]
        for line in self.lines:
            self._column.addWidget(line)
            line.changed.connect(self.changed)
            line.removed.connect(lambda line=line: self._remove(line))

    def _add(self) -> None:
        self._rebuild(self._groups, (*self.drafts(), DissentDraft()))
        self.lines[-1].text.setFocus()
        self.changed.emit()

    def _remove(self, line: DissentLine) -> None:
        self._rebuild(self._groups, tuple(other.draft for other in self.lines if other is not line))
        self.changed.emit()
