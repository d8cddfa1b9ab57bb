"""Joining a colleague's file of the same engagement: every conflict a line with two sides, votes never joined silently."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from workshop.model.change import Change
from workshop.model.delivery.merge import Choice, Conflict, merge, plan_merge
from workshop.model.errors import Trouble
from workshop.model.store import Store
from workshop.sentences import sentence
from workshop.session import Session
from workshop.ui.prepare.section import Complaint, Section
from workshop.ui.widgets.buttons import Button
from workshop.ui.widgets.segment import Segment
from workshop.ui.widgets.text import HairLine, Label, Prose


class JoiningSection(Section):
    """Choose the other file, settle what differs, write a new file; neither source is touched."""

    watches = Change.NONE

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        _ = self.words
        self._other: Path | None = None
        self.choices: dict[str, Segment] = {}
        self.pick, self.join = Button(_("选择另一份文件"), icon="folder"), Button(_("合并为新文件"), "primary")
        self.said, self.complaint, self._lines = Prose("", "body", "ink2"), Complaint(), QVBoxLayout()
        self.pick.clicked.connect(self.ask)
        self.join.clicked.connect(self.write)
        self.join.hide()
        about = _("两位顾问各记一份的，在这里合并。只有一份有的都保留；不一致的逐条选定；评级票从不自动合并。")
        for widget in (Label(_("合并"), "lead"), Prose(about, "caption", "ink2")):
            self.column.addWidget(widget)
        self.column.addWidget(self.pick, 0, Qt.AlignmentFlag.AlignLeft)
        self.column.addWidget(self.said)
        self.column.addLayout(self._lines)
        self.column.addWidget(self.complaint)
        self.column.addWidget(self.join, 0, Qt.AlignmentFlag.AlignLeft)
        self.column.addWidget(HairLine())

    def ask(self) -> None:
        """The system's dialog for the other file."""
        _ = self.words
        start = str(self.session.store.path.parent)
        chosen, _kind = QFileDialog.getOpenFileName(self, _("选择另一份文件"), start, _("共识工坊文件 (*.workshop)"))
        if chosen:
            self.take(Path(chosen))

    def take(self, path: Path) -> None:
        """Hold another file against this one; protected copies share this file's passphrase."""
        _ = self.words
        self._clear()
        try:
            other = self._opened(path)
            try:
                plan = plan_merge(self.session.store, other)
            finally:
                other.close()
        except Trouble as trouble:
            self.complaint.say(sentence(self.words, trouble))
            return
        self._other = path
        told = _("{name}：{added} 行可以并入，{asked} 处不一致。", name=path.name, added=len(plan.added), asked=len(plan.conflicts))
        self.said.set_text(told)
        for one in plan.conflicts:
            self._lines.addWidget(self._line(one))
        self.join.show()

    def _opened(self, path: Path) -> Store:
        return Store.open(path, self.session.store.passphrase, reading=True)

    def _clear(self) -> None:
        self._other, self.choices = None, {}
        self.join.hide()
        self.said.set_text("")
        self.complaint.say("")
        while self._lines.count():
            item = self._lines.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()

    def _line(self, one: Conflict) -> QWidget:
        _ = self.words
        held = QWidget()
        choice = self.choices[one.key] = Segment((("first", _("以本文件为准")), ("second", _("以另一份为准"))), one.key)
        column = QVBoxLayout(held)
        column.setContentsMargins(0, 4, 0, 4)
        column.setSpacing(4)
        column.addWidget(Label(one.key, "caption", "ink3", elide=True))
        for name, side in ((_("本文件"), one.first), (_("另一份"), one.second)):
            column.addWidget(Prose(_side(side) or _("没有"), "body", lead=f"{name}　"))
        column.addWidget(choice)
        return held

    def write(self) -> None:
        """Every line needs its choice; then the new file is written where the user says."""
        _ = self.words
        chosen: dict[str, Choice] = {}
        for key, one in self.choices.items():
            if one.value() in ("first", "second"):
                chosen[key] = "first" if one.value() == "first" else "second"
        if len(chosen) < len(self.choices):
            self.complaint.say(_("还有 {count} 处没有选定。", count=len(self.choices) - len(chosen)))
            return
        path = self.session.store.path
        name, _kind = QFileDialog.getSaveFileName(self, _("保存到"), str(path.with_name(f"{path.stem}-{_('合并')}.workshop")))
        if name:
            self._write(Path(name), chosen)

    def _write(self, path: Path, chosen: Mapping[str, Choice]) -> None:
        if self._other is None:
            return
        try:
            other = self._opened(self._other)
            try:
                merge(self.session.store, other, chosen, path, self.session.store.passphrase).close()
            finally:
                other.close()
        except Trouble as trouble:
            self.complaint.say(sentence(self.words, trouble))
            return
        self._clear()
        self.said.set_text(self.words("已合并为 {name}，可从首页打开。", name=path.name))


def _side(side: Mapping[str, Any]) -> str:
    return "；".join(f"{key} = {value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)}" for key, value in side.items())
