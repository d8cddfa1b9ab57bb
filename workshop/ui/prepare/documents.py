"""Documents to bring: every evidence prompt of the pack with whether it was handed in."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QGridLayout, QHBoxLayout, QWidget

from workshop.ledger.bring import write_bring_docx, write_bring_xlsx
from workshop.model.change import Change
from workshop.model.content import Dimension
from workshop.model.errors import Trouble
from workshop.model.state import State
from workshop.model.store import Store
from workshop.session import Session
from workshop.ui.prepare.section import Section
from workshop.ui.widgets.buttons import Button
from workshop.ui.widgets.progress import Progress
from workshop.ui.widgets.segment import Segment
from workshop.ui.widgets.text import HairLine, Label, Prose

WRITERS = {".docx": write_bring_docx, ".xlsx": write_bring_xlsx}
Key = tuple[str, int]  # indicator, number of the document


class DocumentsSection(Section):
    """The list by dimension and indicator; choosing is saving."""

    watches = Change.NOTES

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self.choices: dict[Key, Segment] = {}
        self._counts: dict[str, Label] = {}
        self._sum = Label("", "body", "ink2")
        self._progress = Progress()
        self._progress.setFixedWidth(240)
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(Label(self.words("请各部门会前提供"), "lead"))
        head.addWidget(self._sum)
        head.addStretch(1)
        head.addWidget(self._progress)
        self.exports = {suffix: Button(self.words("导出清单 {format}", format=suffix[1:].upper()), "link") for suffix in WRITERS}
        for suffix, button in self.exports.items():
            button.clicked.connect(partial(self.export, suffix))
        self.column.addLayout(head)
        why = self.words("讨论某项指标时，会场上能看到材料是否已交；评为 4 级以上的，最好有材料支撑。")
        below = QHBoxLayout()
        below.setSpacing(16)
        below.addWidget(Prose(why, "caption", "ink2"), 1)
        for button in self.exports.values():
            below.addWidget(button)
        self.column.addLayout(below)
        for dimension in self.pack.dimensions.values():
            self._add(dimension)
        self.column.addStretch(1)

    def export(self, suffix: str, *_clicked: bool) -> None:
        """The list by department where the user says; trouble is told in the notice line."""
        name = self.words("会前材料清单") + suffix
        chosen, _kind = QFileDialog.getSaveFileName(self, self.words("导出到"), str(self.session.store.path.with_name(name)))
        if not chosen:
            return
        try:
            WRITERS[suffix](self.session.state, self.pack, self.words, Path(chosen).with_suffix(suffix))
        except Trouble as trouble:
            self.session.failed.emit(trouble)

    def _add(self, dimension: Dimension) -> None:
        head = QHBoxLayout()
        count = self._counts[dimension.id] = Label("", "caption", "ink3")
        head.addWidget(Label(dimension.name, "lead"))
        head.addStretch(1)
        head.addWidget(count)
        self.column.addSpacing(4)
        self.column.addLayout(head)
        self.column.addWidget(HairLine(token="line2"))
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(4)
        grid.setColumnMinimumWidth(0, 150)
        grid.setColumnStretch(1, 1)
        for indicator in (self.pack.indicators[name] for name in dimension.indicators):
            grid.addWidget(Label(f"{indicator.id} {indicator.short}", tone="ink2"), grid.rowCount(), 0)
            row = grid.rowCount() - 1
            for number, text in enumerate(indicator.evidence):
                grid.addWidget(Prose(text), row + number, 1, Qt.AlignmentFlag.AlignVCenter)
                grid.addWidget(self._choice((indicator.id, number), text), row + number, 2)
        self.column.addLayout(grid)

    def _choice(self, key: Key, text: str) -> Segment:
        _ = self.words
        made = self.choices[key] = Segment([("handed", _("已交")), ("missing", _("未交"))], text)
        made.chosen.connect(partial(self._set, key))
        return made

    def _set(self, key: Key, status: str) -> None:
        self.session.do(Store.set_evidence, *key, status)

    def show_state(self, state: State) -> None:
        known = {(item.indicator, item.item): item.status for item in state.evidence}
        for key, choice in self.choices.items():
            choice.set_value(known.get(key, ""))
        handed = {key for key, status in known.items() if status == "handed" and key in self.choices}
        _ = self.words
        for dimension in self.pack.dimensions.values():
            own = [key for key in self.choices if key[0] in dimension.indicators]
            self._counts[dimension.id].set_text(_("已交 {handed} / {total}", handed=len(handed.intersection(own)), total=len(own)))
        words = _("应交 {total} 份，已交 {handed} 份", total=len(self.choices), handed=len(handed))
        self._sum.set_text(words)
        self._progress.set_share(len(handed) / max(len(self.choices), 1), name=words)
