"""Target levels: where each dimension should stand at the end of the plan, with what that level means in words."""

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from workshop.model.change import Change
from workshop.model.content import Dimension
from workshop.model.state import State
from workshop.model.store import Store
from workshop.session import Session
from workshop.ui.prepare.section import Section
from workshop.ui.widgets.buttons import Button
from workshop.ui.widgets.levels import LevelPicker
from workshop.ui.widgets.text import HairLine, Label, Prose


class TargetsSection(Section):
    """One picker per dimension; a target can be taken away again."""

    watches = Change.PROFILE

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        _ = self.words
        self.lead = Label("", "lead")
        self.pickers: dict[str, LevelPicker] = {}
        self.meanings: dict[str, Prose] = {}
        self.clears: dict[str, Button] = {}
        self.column.addWidget(self.lead)
        how = _("目标可以会前由牵头部门提出，也可以留到诊断总览时现场定；单项指标的目标在诊断总览里细化。")
        self.column.addWidget(Prose(how, "caption", "ink2"))
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(8)
        grid.setColumnStretch(2, 1)
        for number, dimension in enumerate(self.pack.dimensions.values()):
            self._add(grid, 2 * number, dimension)
        self.column.addLayout(grid)
        self.column.addStretch(1)

    def _add(self, grid: QGridLayout, row: int, dimension: Dimension) -> None:
        _ = self.words
        picker = LevelPicker(self.words, name=_("{dimension}的目标级别", dimension=dimension.name))
        picker.chosen.connect(partial(self._choose, dimension.id))
        clear = Button(_("清除"), "link")
        clear.setAccessibleName(_("清除{dimension}的目标", dimension=dimension.name))
        clear.clicked.connect(partial(self._clear, dimension.id))
        meaning = Prose("", "body", "ink2")
        self.pickers[dimension.id], self.meanings[dimension.id], self.clears[dimension.id] = picker, meaning, clear
        middle = Qt.AlignmentFlag.AlignVCenter
        for column, widget in ((0, Label(dimension.name)), (1, picker), (3, clear)):
            grid.addWidget(widget, row, column, middle)
        centred = QVBoxLayout()  # wrapped text has no height of its own that an alignment could centre
        centred.addStretch(1)
        centred.addWidget(meaning)
        centred.addStretch(1)
        grid.addLayout(centred, row, 2)
        grid.addWidget(HairLine(), row + 1, 0, 1, 4)

    def _choose(self, dimension: str, level: int) -> None:
        if self.session.state.targets.get(("dimension", dimension)) != level:
            self.session.do(Store.set_target, "dimension", dimension, level)

    def _clear(self, dimension: str, _checked: bool = False) -> None:
        self.session.do(Store.set_target, "dimension", dimension, None)

    def show_state(self, state: State) -> None:
        _ = self.words
        self.lead.set_text(_("{year} 年底要达到的级别", year=state.engagement.target_year))
        for name, dimension in self.pack.dimensions.items():
            level = state.targets.get(("dimension", name))
            self.pickers[name].set_value(level)
            own = dimension.descriptors[level - 1] if level else None
            opening = f"{own.headline}  " if own else ""
            self.meanings[name].set_text(_("；").join(own.criteria) if own else _("尚未设定目标"), opening)
            self.clears[name].setVisible(level is not None)
