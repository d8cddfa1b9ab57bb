"""Parts of the form of an own measure: KPIs, relevance by dimension, effort by size of bank, and what is linked to it."""

from collections.abc import Iterable, Mapping, Sequence
from copy import deepcopy
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from workshop.model.content import Pack
from workshop.model.content.items import EffortPreset, KpiSuggestion, Relevance, Source
from workshop.model.content.specs import BANK_SIZES, SIZES
from workshop.model.errors import Refused
from workshop.ui.measures.amount import Amount
from workshop.ui.measures.effort import number_names
from workshop.ui.widgets.buttons import IconButton
from workshop.ui.widgets.choices import Dropdown
from workshop.ui.widgets.fields import TextLine
from workshop.ui.widgets.segment import Segment
from workshop.ui.widgets.text import Label
from workshop.wording import bank_size_word, size_word
from workshop.words import Words

MENU = 360
KPIS = 4  # a measure has two to four
OURS = Source("workshop")


def table(heads: Sequence[str], widths: Sequence[int]) -> QGridLayout:
    """A grid with a line of heads; a width of 0 takes what is left."""
    grid = QGridLayout()
    grid.setHorizontalSpacing(12)
    grid.setVerticalSpacing(6)
    for at, (head, width) in enumerate(zip(heads, widths, strict=True)):
        grid.addWidget(Label(head, "caption", "ink3"), 0, at)
        grid.setColumnStretch(at, 0 if width else 1)
        if width:
            grid.setColumnMinimumWidth(at, width)
    return grid


class KpiRows(QWidget):
    """Four lines for KPIs: name, unit, how it is counted, which way is better; an empty line is none."""

    def __init__(self, words: Words) -> None:
        super().__init__()
        _ = words
        names = (_("名称"), _("单位"), _("取数口径"), _("方向"))
        grid = table(names, (220, 80, 0, 96))
        self.setLayout(grid)
        grid.setContentsMargins(0, 0, 0, 0)
        self.rows: list[tuple[TextLine, TextLine, TextLine, Dropdown]] = []
        for number in range(1, KPIS + 1):
            of = [_("第 {number} 条 KPI {name}", number=number, name=name) for name in names]
            name, unit, how = (TextLine(words, limit=most, name=one) for most, one in zip((80, 30, 240), of, strict=False))
            unit.setFixedWidth(80)
            way = Dropdown([("up", _("升高为好")), ("down", _("降低为好"))], of[3])
            self.rows.append((name, unit, how, way))
            for at, widget in enumerate(self.rows[-1]):
                grid.addWidget(widget, number, at)

    def show_values(self, kpis: Sequence[KpiSuggestion]) -> None:
        """These KPIs, the other lines empty."""
        for at, (*lines, way) in enumerate(self.rows):
            kpi = kpis[at] if at < len(kpis) else None
            for line, text in zip(lines, (kpi.name, kpi.unit, kpi.how) if kpi else ("", "", ""), strict=True):
                line.setText(text)
            way.set_value(kpi.direction if kpi else "up")

    def values(self) -> tuple[KpiSuggestion, ...]:
        """The lines with something in them; Refused for one that is not complete."""
        found = []
        for name, unit, how, way in self.rows:
            texts = [line.text().strip() for line in (name, unit, how)]
            if any(texts) and not all(texts):
                raise Refused("own.kpi", key="kpis")
            if all(texts):
                found.append(KpiSuggestion(texts[0], texts[1], texts[2], "down" if way.value() == "down" else "up"))
        return tuple(found)


class RelevanceRows(QWidget):
    """How much a measure lifts each dimension, 0 to 3, and why."""

    def __init__(self, words: Words, pack: Pack) -> None:
        super().__init__()
        _ = words
        grid = table((_("维度"), _("相关度"), _("理由")), (150, 0, 0))
        grid.setColumnStretch(1, 0)
        self.setLayout(grid)
        grid.setContentsMargins(0, 0, 0, 0)
        self.rows: dict[str, tuple[Segment, TextLine]] = {}
        for number, one in enumerate(pack.dimensions.values(), start=1):
            value = Segment([(str(level), str(level)) for level in range(4)], _("与{dimension}的相关度", dimension=one.short))
            reason = TextLine(words, limit=200, name=_("与{dimension}相关的理由", dimension=one.short))
            self.rows[one.id] = (value, reason)
            for at, widget in enumerate((Label(one.name), value, reason)):
                grid.addWidget(widget, number, at)

    def show_values(self, cells: Mapping[str, Relevance]) -> None:
        """These cells, 0 and no reason elsewhere."""
        for id, (value, reason) in self.rows.items():
            value.set_value(str(cells[id].value) if id in cells else "0")
            reason.setText(cells[id].reason if id in cells else "")

    def values(self) -> dict[str, Relevance]:
        """The dimensions that are not at 0."""
        return {
            id: Relevance(id, int(value.value()), reason.text().strip(), OURS)
            for id, (value, reason) in self.rows.items()
            if value.value() not in ("", "0")
        }


class EffortGrid(QWidget):
    """What each size of the measure costs, for one size of bank at a time; the other two are kept."""

    def __init__(self, words: Words) -> None:
        super().__init__()
        self.words = words
        _, names = words, number_names(words)
        self.bank = Segment([(one, bank_size_word(words, one)) for one in BANK_SIZES], _("银行规模"))
        self.bank.chosen.connect(self._turn)
        self.fields: dict[str, dict[str, Amount]] = {}
        self._kept: dict[str, dict[str, dict[str, float | None]]] = {}
        self._given: dict[str, dict[str, dict[str, float | None]]] = {}
        self._shown = ""
        grid = table((_("规模"), *names.values()), (60, *(64 for _name in names)))
        for number, size in enumerate(SIZES, start=1):
            self.fields[size] = {key: Amount(f"{size_word(words, size)} {name}") for key, name in names.items()}
            grid.addWidget(Label(size_word(words, size)), number, 0)
            for at, field in enumerate(self.fields[size].values(), start=1):
                grid.addWidget(field, number, at)
        grid.setColumnStretch(len(names) + 1, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.bank, 0, Qt.AlignmentFlag.AlignLeft)
        column.addLayout(grid)

    def show_values(self, effort: Mapping[str, Mapping[str, EffortPreset]], bank: str) -> None:
        """These presets, those of one size of bank in the fields."""
        self._kept = {
            one: {size: {key: getattr(effort[one][size], key) for key in self.fields[size]} for size in SIZES} for one in BANK_SIZES
        }
        self._given = deepcopy(self._kept)
        self._show(bank)

    def untouched(self) -> bool:
        """Whether it holds what it was given."""
        return self._keep() and self._kept == self._given

    def values(self) -> dict[str, dict[str, EffortPreset]]:
        """Presets of every size of bank; Refused, with the field marked, for what is no number or not whole where it must be."""
        if not self._keep():
            raise Refused("own.effort", key="effort")
        return {one: {size: EffortPreset(**row) for size, row in self._kept[one].items()} for one in BANK_SIZES}  # type: ignore[arg-type]

    def _turn(self, bank: str) -> None:
        """Another size of bank, unless what is typed for this one is no number."""
        if self._keep():
            self._show(bank)
        else:
            self.bank.set_value(self._shown)

    def _show(self, bank: str) -> None:
        self._shown = bank
        self.bank.set_value(bank)
        for size, fields in self.fields.items():
            for key, field in fields.items():
                field.setText("")
                field.setModified(False)
                field.set_value(self._kept[bank][size][key])
                field.set_wrong(False)

    def _keep(self) -> bool:
        """Take over what is typed; False when a field has no number."""
        good = True
        for size, fields in self.fields.items():
            for key, field in fields.items():
                value = _number(field, whole=key in ("quarters", "share"))
                field.set_wrong(value is None)
                self._kept[self._shown][size][key] = value
                good = good and value is not None
        return good


def _number(field: Amount, whole: bool) -> float | None:
    try:
        value = field.value()
    except ValueError:
        return None
    if value is None or (whole and value != int(value)):
        return None
    return int(value) if value == int(value) else value


class Links(QWidget):
    """What was chosen out of many: a menu adds, a bin takes away; with `reasons` each line says why."""

    changed = Signal()

    def __init__(self, words: Words, name: str, reasons: bool = False) -> None:
        super().__init__()
        self.words, self.name, self._reasons = words, name, reasons
        self._options: dict[str, str] = {}
        self.rows: dict[str, tuple[QWidget, TextLine | None]] = {}
        self.add = Dropdown([("", words("添加…"))], name)
        self.add.chosen.connect(self._take)
        self.add.setMaximumWidth(MENU)
        self._list = QVBoxLayout()
        self._list.setSpacing(4)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.add)
        column.addLayout(self._list)

    def show_values(self, options: Iterable[tuple[str, str]], chosen: Mapping[str, str]) -> None:
        """What can be chosen, and what is: id and reason."""
        self._options = dict(options)
        for id in list(self.rows):
            self._drop(id)
        for id, reason in chosen.items():
            self._append(id, reason)
        self._offer()

    def values(self) -> dict[str, str]:
        """Ids in the order they were chosen, with their reasons ("" where none is asked)."""
        return {id: line.text().strip() if line else "" for id, (_row, line) in self.rows.items()}

    def _take(self, id: str) -> None:
        if id:
            self._append(id, "")
            self._offer()
            self.changed.emit()

    def _offer(self) -> None:
        """The menu has what is not chosen yet."""
        rest = [(id, name) for id, name in self._options.items() if id not in self.rows]
        self.add.set_options([("", self.words("添加…")), *rest])
        self.add.set_value("")

    def _append(self, id: str, reason: str) -> None:
        row = QWidget()
        line = TextLine(self.words, limit=240, placeholder=self.words("为什么它在先"), name=self.words("为什么 {id} 在先", id=id))
        bin = IconButton("trash", self.words("去掉 {name}", name=self._options[id]), size=28)
        bin.clicked.connect(partial(self._remove, id))
        inside = QHBoxLayout(row)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(8)
        inside.addWidget(Label(self._options[id], elide=True), 1)
        if self._reasons:
            line.setText(reason)
            inside.addWidget(line, 2)
        else:
            line.deleteLater()
        inside.addWidget(bin)
        self._list.addWidget(row)
        self.rows[id] = (row, line if self._reasons else None)

    def _remove(self, id: str, _checked: bool = False) -> None:
        self._drop(id)
        self._offer()
        self.changed.emit()

    def _drop(self, id: str) -> None:
        row, _line = self.rows.pop(id)
        self._list.removeWidget(row)
        row.hide()
        row.deleteLater()
