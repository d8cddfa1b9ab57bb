"""The form of a measure of one's own: everything the content model has of a measure, so that it is ranked, scheduled and printed as any."""

from collections.abc import Mapping

from msgspec.structs import replace
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from workshop.model.content import Pack
from workshop.model.content.items import Measure
from workshop.model.content.own_measure import free_measure_id
from workshop.model.content.specs import KINDS
from workshop.model.errors import Refused
from workshop.ui.measures.effort import number_names
from workshop.ui.prepare.own_parts import OURS, EffortGrid, KpiRows, Links, RelevanceRows
from workshop.ui.widgets.choices import Check, Dropdown
from workshop.ui.widgets.fields import Field, Number, TextArea
from workshop.words import N_, Words

SPEC = KINDS["measure"].words or {}
LINES = (("name", N_("名称"), 1), ("short", N_("简称"), 1), ("goal", N_("目标（一句话）"), 2), ("first30", N_("30 天内的第一步"), 2))
LISTS = (("actions", N_("行动"), 5), ("first90", N_("前 90 天"), 5), ("risks", N_("有哪些风险"), 3), ("drivers", N_("工作量取决于"), 3))


def limit_of(kind: str, key: str, language: str) -> int:
    """The most characters a text of the pack may have in this language."""
    field = (KINDS[kind].words or {})[key]
    return field.chinese if field.chinese and language.startswith("zh") else int(field.high)


class MeasureForm(QWidget):
    """Fields in groups from the words down to the links; `measure(id)` is what they say."""

    def __init__(self, words: Words, pack: Pack, bank_type: str, bank_size: str) -> None:
        super().__init__()
        self.words, self._bank_type, self._bank_size = words, bank_type, bank_size
        _ = words
        self.recommendation = Dropdown([(one.id, f"{one.id} {one.name}") for one in pack.recommendations.values()], _("属于哪项建议"))
        self.recommendation.chosen.connect(self._propose_effort)
        self.inputs = {
            key: TextArea(_, limit=limit_of("measure", key, _.language), name=_(name), lines=lines) for key, name, lines in LINES
        } | {key: TextArea(_, name=_(name), lines=lines) for key, name, lines in LISTS}
        self.kpis, self.relevance, self.effort = KpiRows(_), RelevanceRows(_, pack), EffortGrid(_)
        self.quarters = [Number(minimum=1, maximum=40, name=name) for name in (_("最短"), _("常见"), _("最长"))]
        self.types = {one.id: Check(one.name) for one in pack.bank_types.values()}
        self.predecessors = Links(_, _("先做哪些举措"), reasons=True)
        self.pains, self.cases = Links(_, _("回应哪些痛点")), Links(_, _("参考案例"))
        self.fields: dict[str, Field] = {}
        self._lay_out()
        self._pack = pack

    # -- what stands where -----------------------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        _ = self.words
        for key, name, _lines in LINES:
            self.fields[key] = Field(_(name), self.inputs[key])
        for key, name, _lines in LISTS:
            low, high = int(SPEC[key].low), int(SPEC[key].high)
            self.fields[key] = Field(_(name), self.inputs[key], hint=_("每行一条，{low} 到 {high} 条", low=low, high=high))
        self.fields |= {
            "kpis": Field(_("KPI（2 到 4 条）"), self.kpis),
            "relevance": Field(_("与各维度的相关度：0 无关，3 直接相关"), self.relevance),
            "effort": Field(_("工作量：先按同一建议的举措填好，请改成自己的估计"), self.effort),
            "quarters": Field(_("历时（季度）：最短、常见、最长"), _beside(self.quarters)),
            "types": Field(_("更适合哪类银行"), _beside(list(self.types.values()))),
            "predecessors": Field(_("先做哪些举措"), self.predecessors),
            "pains": Field(_("回应哪些痛点"), self.pains),
            "cases": Field(_("参考案例"), self.cases),
        }
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        top = Field(_("属于哪项建议"), self.recommendation)
        for parts in (
            (top, *self._named("name", "short")), self._named("goal", "first30"), self._named("actions", "first90"),
            self._named("risks", "drivers"), self._named("kpis"), self._named("relevance"), self._named("effort"),
            self._named("quarters", "types"), self._named("predecessors"), self._named("pains", "cases"),
        ):  # fmt: skip
            row = QHBoxLayout()
            row.setSpacing(16)
            for part in parts:
                row.addWidget(part, 1)
            column.addLayout(row)

    def _named(self, *keys: str) -> tuple[Field, ...]:
        return tuple(self.fields[key] for key in keys)

    def names(self) -> dict[str, str]:
        """What the form calls each key of the pack."""
        _ = self.words
        named = {key: _(name) for key, name, _lines in (*LINES, *LISTS)}
        return named | {"kpis": "KPI", "quarters": _("历时"), "reason": _("理由"), "because": _("先做哪些举措"), **number_names(_)}

    # -- values ----------------------------------------------------------------------------------------------------------

    def begin(self, pack: Pack) -> None:
        """An empty form: linked to nothing, its effort that of a measure of the same recommendation."""
        like = self._like(pack, self.recommendation.value() or next(iter(pack.recommendations)))
        self.show_measure(replace(
            like, id=free_measure_id(pack), types=(self._bank_type,), predecessors=(), because={}, pains=(), cases=(), name="", short="",
            goal="", actions=(), drivers=(), kpis=(), first30="", first90=(), risks=(), relevance={}, source=OURS,
        ), pack)  # fmt: skip

    def show_measure(self, measure: Measure, pack: Pack) -> None:
        """A measure in the fields."""
        self._pack = pack
        self.recommendation.set_value(measure.recommendation)
        for key, _name, _lines in LINES:
            self.inputs[key].setPlainText(getattr(measure, key))
        for key, _name, _lines in LISTS:
            self.inputs[key].setPlainText("\n".join(getattr(measure, key)))
        self.kpis.show_values(measure.kpis)
        self.relevance.show_values(measure.relevance)
        self.effort.show_values(measure.effort, self._bank_size)
        for number, quarters in zip(self.quarters, measure.quarters, strict=True):
            number.set_value(quarters)
        for id, check in self.types.items():
            check.setChecked(id in measure.types)
        others = [(one.id, f"{one.id} {one.name}") for one in pack.measures.values() if one.id != measure.id]
        self.predecessors.show_values(others, dict(measure.because))
        self.pains.show_values([(one.id, f"{one.id} {one.title}") for one in pack.pains.values()], dict.fromkeys(measure.pains, ""))
        cases = [(one.id, f"{one.bank} {one.title}") for one in pack.cases.values()]
        self.cases.show_values(cases, dict.fromkeys(measure.cases, ""))
        self.complain({})

    def measure(self, id: str) -> Measure:
        """What the form says; Refused where a line is incomplete or something is no number."""
        because = self.predecessors.values()
        return Measure(
            id, self.recommendation.value(), tuple(one for one, check in self.types.items() if check.isChecked()),
            quarters=self._quarters(), predecessors=tuple(because), because=because, pains=tuple(self.pains.values()),
            cases=tuple(self.cases.values()), name=self._text("name"), short=self._text("short"), goal=self._text("goal"),
            first30=self._text("first30"), actions=self._list("actions"), first90=self._list("first90"), risks=self._list("risks"),
            drivers=self._list("drivers"), kpis=self.kpis.values(), effort=self.effort.values(), relevance=self.relevance.values(),
            source=OURS,
        )  # fmt: skip

    def _text(self, key: str) -> str:
        return self.inputs[key].text().strip()

    def _list(self, key: str) -> tuple[str, ...]:
        """One entry a line; empty lines are none."""
        return tuple(line.strip() for line in self.inputs[key].text().splitlines() if line.strip())

    def _quarters(self) -> tuple[int, int, int]:
        found = [number.value() for number in self.quarters]
        if None in found:
            raise Refused("own.quarters", key="quarters")
        shortest, typical, longest = (quarters or 0 for quarters in found)
        return shortest, typical, longest

    def _propose_effort(self, recommendation: str) -> None:
        """Another recommendation: its effort, while nobody changed what was proposed."""
        if self.effort.untouched():
            self.effort.show_values(self._like(self._pack, recommendation).effort, self._bank_size)

    @staticmethod
    def _like(pack: Pack, recommendation: str) -> Measure:
        """The first measure of a recommendation, or of the pack."""
        measures = list(pack.measures.values())
        found = next((one for one in measures if one.recommendation == recommendation), measures[0])
        return replace(found, recommendation=recommendation)

    def complain(self, told: Mapping[str, str]) -> None:
        """Mark the fields that are wrong with their sentence, and no others."""
        for key, field in self.fields.items():
            field.set_error(told.get(key, ""))


def _beside(widgets: list[Number] | list[Check]) -> QWidget:
    made = QWidget()
    row = QHBoxLayout(made)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(8)
    for widget in widgets:
        row.addWidget(widget)
    row.addStretch(1)
    return made
