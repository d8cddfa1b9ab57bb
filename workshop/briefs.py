"""The monthly and quarterly report in words: a headline, a lead, and blocks of rows that paper and document files set alike."""

from collections.abc import Callable, Sequence
from datetime import date

from msgspec import Struct
from msgspec.structs import replace

from workshop.formats import decimal, iso_date, short_date, whole
from workshop.model.content import Pack
from workshop.model.delivery.overview import Followed, KpiRow, Period, by_department, counts, month_span, period, quarter_span
from workshop.model.delivery.tasks import STANDINGS
from workshop.model.errors import Refused
from workshop.model.rows import Adjustment
from workshop.model.state import State
from workshop.wording_delivery import marked, standing_word, why_words
from workshop.words import Words

NONE = "—"


class Block(Struct, frozen=True):
    """One section: its heads and rows; `widths` in parts of the page, `most` rows are shown, `empty` says that there are none."""

    title: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[float, ...]
    empty: str
    hidden: int = 0  # rows left to the ledger
    whole: bool = False  # a summary is never cut

    def shortened(self, most: int) -> "Block":
        """At most so many rows, unless the block is a summary."""
        if self.whole:
            return self
        cut = max(0, len(self.rows) - most)
        return replace(self, rows=self.rows[: len(self.rows) - cut], hidden=self.hidden + cut)


class Brief(Struct, frozen=True):
    """A whole report. `pages` is what it may take on paper."""

    title: str  # 督办月报 · 2027年3月
    headline: str
    lead: str
    blocks: tuple[Block, ...]
    note: str
    pages: int


def month_brief(state: State, pack: Pack, words: Words, month: str) -> Brief:
    """What a month brought (YYYY-MM), for one page."""
    _ = words
    try:
        first, last = month_span(month)
    except ValueError as error:
        raise Refused("month.wrong", value=month) from error
    found = period(state, pack, first, last)
    blocks = (_decisions(found, words), _late(found, words), _done(found, words, first), _due(found, words), _kpis(found, words))
    name = f"{first.year}年{first.month}月" if words.language == "zh_CN" else f"{month}"
    return Brief(_("督办月报 · {span}", span=name), _headline(found, words), _lead(found, words), blocks, _note(words), 1)


def quarter_brief(state: State, pack: Pack, words: Words, quarter: str) -> Brief:
    """What a calendar quarter brought (2027Q1), for two pages."""
    _ = words
    year, _q, number = quarter.upper().partition("Q")
    if not (year.isdecimal() and len(year) == 4 and number in ("1", "2", "3", "4")):
        raise Refused("quarter.wrong", value=quarter)
    found = period(state, pack, *quarter_span(int(year), int(number)))
    blocks = (
        _decisions(found, words), _departments(found, words), _late(found, words), _kpis(found, words), _done(found, words, found.first),
        _watched(found, words), _moved(found, words), _measures(found, pack, words), _due(found, words),
    )  # fmt: skip
    name = _("{year} 年第 {number} 季度", year=year, number=number)
    return Brief(_("督办季度通报 · {span}", span=name), _headline(found, words), _lead(found, words), blocks, _note(words), 2)


def _headline(found: Period, words: Words) -> str:
    """The finding: what is late and what is asked; else that all is in time."""
    _ = words
    late, asked = len(found.late), len(found.decisions)
    if late and asked:
        return _("{late} 项滞后，{asked} 项决定待批", late=late, asked=asked)
    if late:
        return _("{late} 项滞后，须逐项补救", late=late)
    if asked:
        return _("没有滞后，{asked} 项决定待批", asked=asked)
    return _("各项任务按期推进") if found.rows else _("还没有列入督办的任务")


def _lead(found: Period, words: Words) -> str:
    _ = words
    each = counts(found.rows, lambda row: "")
    parts = [f"{standing_word(words, one)} {number}" for one, number in each.get("", {}).items() if number]
    told = _("截至 {day}，共 {count} 项任务：{parts}。", day=iso_date(found.last), count=len(found.rows), parts=_("、").join(parts) or NONE)
    done = _("期内销号 {done} 项，批准调整 {moved} 项。", done=len(found.done), moved=len(found.moved))
    return told + ("" if words.language == "zh_CN" else " ") + done


def _note(words: Words) -> str:
    _ = words
    return _("按里程碑和业务指标评判进展；成熟度得分只在年度复评时更新，预计得分不作考核依据。工作坊自评，不同于监管评级、等保定级。")


# -- blocks ------------------------------------------------------------------------------------------------------------------------


def _task(row: Followed) -> str:
    return f"{row.task.number} {row.task.text}"


def _decisions(found: Period, words: Words) -> Block:
    _ = words
    rows = tuple((one.text, one.body or NONE, one.measure or NONE, one.due or NONE) for one in found.decisions)
    heads = (_("事项"), _("决策机构"), _("等待的举措"), _("计划时间"))
    return Block(_("需要决定"), heads, rows, (46, 22, 14, 18), _("没有待批的决定。"))


def _late(found: Period, words: Words) -> Block:
    _ = words
    rows = tuple((_task(row), row.task.lead, _when(row, words), _said(row, words)) for row in found.late)
    return Block(_("滞后"), (_("任务"), _("牵头部门"), _("完成时限"), _("问题与下步计划")), rows, (36, 16, 17, 31), _("没有滞后的任务。"))


def _watched(found: Period, words: Words) -> Block:
    _ = words
    rows = tuple((_task(row), row.task.lead, _when(row, words), why_words(words, row.judgement.why)) for row in found.watched)
    return Block(_("关注"), (_("任务"), _("牵头部门"), _("完成时限"), _("原因")), rows, (38, 16, 20, 26), _("没有需要关注的任务。"))


def _done(found: Period, words: Words, first: date) -> Block:
    _ = words
    rows = tuple(
        (_task(row), row.task.lead, short_date(date.fromisoformat(one.accepted_on)), one.acceptor)
        for row in found.done
        if (one := row.task.acceptance) is not None
    )
    return Block(_("期内销号"), (_("任务"), _("牵头部门"), _("日期"), _("验收人")), rows, (48, 18, 12, 22), _("期内没有销号的任务。"))


def _due(found: Period, words: Words) -> Block:
    _ = words
    rows = tuple((_task(row), row.task.lead, row.task.due, marked(words, row.standing)) for row in found.due_next)
    return Block(_("下期到期"), (_("任务"), _("牵头部门"), _("完成时限"), _("状态")), rows, (48, 18, 18, 16), _("下期没有到期的任务。"))


def _moved(found: Period, words: Words) -> Block:
    _ = words
    numbers = {row.task.action: row.task.number for row in found.rows}
    rows = tuple((numbers.get(one.action, NONE), _change(one, words), one.reason, one.approver) for one in found.moved)
    return Block(_("批准的调整"), (_("任务"), _("调整"), _("理由"), _("批准人")), rows, (10, 34, 36, 20), _("期内没有批准的调整。"))


def _change(one: Adjustment, words: Words) -> str:
    _ = words
    if one.kind == "admit":
        return _("新增任务，{due} 前完成", due=one.after)
    return f"{one.before or NONE} → {one.after}"


def _departments(found: Period, words: Words) -> Block:
    _ = words
    rows = tuple(
        (lead or NONE, str(len(own)), *(str(number or NONE) for number in counts(own, lambda row: "")[""].values()))
        for lead, own in by_department(found.rows).items()
    )
    heads = (_("牵头部门"), _("任务数"), *(standing_word(words, one) for one in STANDINGS))
    return Block(_("各部门"), heads, rows, (28, 12, 10, 10, 10, 10, 10, 10), _("没有任务。"), whole=True)


def _measures(found: Period, pack: Pack, words: Words) -> Block:
    _ = words
    each = counts(found.rows, lambda row: row.task.measure)
    rows = tuple(
        (f"{measure} {pack.measures[measure].short}", f"{own['done']} / {sum(own.values())}", str(own["late"] or NONE))
        for measure, own in each.items()
    )
    return Block(_("各项举措"), (_("举措"), _("已销号 / 任务数"), _("滞后")), rows, (60, 24, 16), _("没有任务。"))


def _kpis(found: Period, words: Words) -> Block:
    _ = words
    measured = sorted(found.kpis, key=lambda row: not row.values)
    rows = tuple(
        (row.kpi.name, _typed(row.kpi.baseline), _latest(row, words), _typed(row.kpi.target), _met(row, words)) for row in measured
    )
    heads = (_("业务指标"), _("基线"), _("最近一次"), _("目标"), _("达标"))
    return Block(_("业务指标"), heads, rows, (44, 12, 20, 12, 12), _("没有登记业务指标。"))


def _typed(text: str) -> str:
    """A typed count with its thousands apart, as measured ones are printed; anything else stays as typed."""
    return whole(int(text)) if text.isascii() and text.isdecimal() else text or NONE


def _latest(row: KpiRow, words: Words) -> str:
    _ = words
    if not row.values:
        return NONE
    return _("{value}（{month}）", value=decimal(row.values[-1].value, 1).removesuffix(".0"), month=row.values[-1].month)


def _met(row: KpiRow, words: Words) -> str:
    _ = words
    known: dict[bool | None, Callable[[], str]] = {True: lambda: _("是"), False: lambda: _("未到"), None: lambda: NONE}
    return known[row.reached]()


def _when(row: Followed, words: Words) -> str:
    _ = words
    days = row.judgement.days
    if days is None:
        return NONE
    return f"{row.task.due}\n" + (_("逾期 {days} 天", days=-days) if days < 0 else _("还有 {days} 天", days=days))


def _said(row: Followed, words: Words) -> str:
    _ = words
    last = row.task.last
    said = [text for text in ((last.problems, last.next_step) if last else ()) if text.strip()]
    reasons = why_words(words, row.judgement.why)
    return _("；").join(said) or reasons


def longest(blocks: Sequence[Block]) -> int:
    """Rows of the longest block that may be cut; 0 when none is left."""
    return max((len(block.rows) for block in blocks if not block.whole), default=0)
