"""Decisions asked: the text, which body decides, by when, with what result, and the measure that waits for it."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from workshop.model.change import Change
from workshop.model.state import State
from workshop.model.store import Store
from workshop.session import Session
from workshop.ui.roadmap.form import Column, ListEditor, as_texts
from workshop.ui.view import View
from workshop.ui.widgets.text import Prose
from workshop.words import N_, Words

RESULTS = ("", "passed", "amended", "deferred")


# stored in the source language, as they are printed
BODIES = (N_("党委会前置研究"), N_("行长办公会"), N_("董事会专门委员会"), N_("董事会"), N_("股东会"), N_("监事会"))


def result_word(words: Words, result: str) -> str:
    _ = words
    return {"": _("待议"), "passed": _("通过"), "amended": _("修改后通过"), "deferred": _("缓议")}[result]


class AsksPanel(View):
    """The list of decisions; nothing starts before its decision passed."""

    watches = Change.PLAN

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        _ = self.words
        self._bodies: tuple[str, ...] = ()
        self.list = ListEditor(_, _("提请事项"), self._lines(()), _("新提请事项，按 Enter 加入"))
        self.list.edited.connect(self._on_edited)
        self.list.removed.connect(lambda id: session.do(Store.remove_decision, id))
        self.list.added.connect(lambda text: session.do(Store.add_decision, text))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(Prose(_("工作坊不是决策：写明提请哪个会议、何时、结果如何。关联的举措在通过之后才开工。"), "caption", "ink2"))
        column.addWidget(self.list)
        column.addStretch(1)

    def _lines(self, others: tuple[str, ...]) -> tuple[tuple[Column, ...], ...]:
        """`others` are bodies that only this engagement knows."""
        _ = self.words
        measures = (("", _("不关联举措")), *((one.id, f"{one.id} {one.short}") for one in self.session.pack.measures.values()))
        asked = (("", _("提请哪个会议")), *((body, _(body)) for body in BODIES), *((body, body) for body in others))
        results = tuple((result, result_word(_, result)) for result in RESULTS)
        return (
            (Column("text", _("提请事项")),), (Column("body", _("提请哪个会议"), asked),), (Column("measure", _("等它的举措"), measures),),
            (Column("due", _("日期 2026-09-30")), Column("result", _("结果"), results)),
        )  # fmt: skip

    def show_state(self, state: State) -> None:
        others = tuple(sorted({row.body for row in state.decisions if row.body and row.body not in BODIES}))
        if others != self._bodies:
            self._bodies = others
            self.list.set_lines(self._lines(others))
        rows = sorted(state.decisions, key=lambda row: row.position)
        self.list.show_rows({row.id: as_texts(row, ("text", "body", "measure", "due", "result")) for row in rows})

    def _on_edited(self, id: str, key: str, text: str) -> None:
        if not self.session.do(Store.set_decision, id, **{key: text}):
            self.refresh()
