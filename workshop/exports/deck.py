"""The board's deck: at most twelve slides, page one's order, native charts; nothing that the leaders' edition leaves out."""

from collections.abc import Callable
from pathlib import Path

from msgspec.structs import replace

from workshop.findings import Highlight, shortfalls, strengths
from workshop.formats import decimal
from workshop.model import assessment
from workshop.report.chapters.book import NONE, Book, amount, open_book
from workshop.report.logo import logo
from workshop.report.progress import Progress
from workshop.wording import day_word, grade_note, level_word, marking_word, self_rating_note, wording_word

from .given import Given, Options, go_on, whole
from .pictures import picture, said
from .slides import MARGIN, SOFT, WIDE, Deck, cut

MOST = 12
CM = 2.54 / 72  # of a point
ROOM = WIDE - 2 * MARGIN


def write_deck(given: Given, path: Path, options: Options, progress: Progress) -> tuple[str, ...]:
    """The deck at `path`; returns the characters that had to be left out."""
    _, profile = given.words, given.state.engagement
    book = replace(open_book(given.state, given.pack, given.words, "leaders", given.log), logo=given.logo or b"")
    title = _("金融科技成熟度行动方案")
    foot = [marking_word(_, profile.marking), wording_word(_, profile.wording), profile.held_on, self_rating_note(_)]
    if profile.rehearsal:
        foot.insert(0, _("排练"))
    deck = Deck(f"{profile.bank} {title}", profile.author, " · ".join(foot))
    for at, one in enumerate(SLIDES):
        go_on(progress, at, len(SLIDES) + 1)
        one(deck, book)
    go_on(progress, len(SLIDES), len(SLIDES) + 1)
    whole(path, deck.saved())
    progress(len(SLIDES) + 1, len(SLIDES) + 1)
    return deck.legal.dropped


def _cut(text: str, most: int) -> str:
    one = " ".join(text.split())
    return one if len(one) <= most else one[: most - 1] + "…"


def _cover(deck: Deck, book: Book) -> None:
    _, profile = book.words, book.state.engagement
    page = deck.slide(_("金融科技成熟度行动方案"), kicker=profile.bank)
    deck.text(page, cut(book.headlines["board"].text, 110), (MARGIN, 5.5, ROOM, 3), 32, bold=True)
    deck.text(page, cut(book.headlines["board.lead"].text, 280), (MARGIN, 9.2, ROOM, 3.5), 18, colour=SOFT)
    told = "　".join(cut(one, 30) for one in (day_word(_, profile.held_on), profile.place, profile.author) if one)
    deck.text(page, told, (MARGIN, 14.5, ROOM, 1), 16)
    if mark := logo(book.logo):
        wide, high = mark.width * CM, mark.height * CM
        deck.picture(page, mark.png(), (WIDE - MARGIN - wide, 0.5, wide, high), _("封面标志"))


def _decisions(deck: Deck, book: Book) -> None:
    _, asked = book.words, sorted(book.state.decisions, key=lambda one: one.position)
    if not asked:
        return
    page = deck.slide(_("提请决定 {count} 项，通过之前不启动", count=len(asked)), _("会议记录不等于决定。"), kicker=_("提请决定的事项"))
    rows = [(str(at), _cut(one.text, 80), one.body or NONE, day_word(_, one.due) or NONE) for at, one in enumerate(asked[:8], start=1)]
    deck.table(page, ("#", _("事项"), _("审议机构"), _("计划日期")), rows, (1, 16, 7, 6), 4, 16)


def _picture(deck: Deck, book: Book) -> None:
    """Score and native radar."""
    _, wanted, result = book.words, assessment.targets(book.state, book.pack), book.score
    page = deck.slide(book.headlines["board"].text, book.headlines["board.lead"].text, kicker=_("综合得分"))
    if result.overall is None or result.grade is None:
        deck.text(page, _("待评"), (MARGIN, 5, 11, 2.5), 48, bold=True)
    else:
        deck.text(page, decimal(result.overall), (MARGIN, 4.6, 11, 2.8), 60, bold=True)
        deck.text(page, f"/ 100　{level_word(_, result.grade)}\n{grade_note(_, result.grade)}", (MARGIN, 7.6, 11, 2), 16, colour=SOFT)
    told = [
        f"{one.short} {NONE if (level := book.dimension_score(one.id).level) is None else decimal(level)}"
        for one in book.pack.dimensions.values()
    ]
    deck.text(page, "\n".join(told), (MARGIN, 10, 10, 6), 16)
    names = [one.short for one in book.pack.dimensions.values()]
    levels = [book.dimension_score(one).level for one in book.pack.dimensions]
    series: dict[str, list[float | None]] = {_("现状"): [None if one is None else float(one) for one in levels]}
    if book.state.plan:
        ahead = [book.end.levels.get(one) for one in book.pack.dimensions]
        series[_("预计")] = [None if one is None else float(one) for one in ahead]
    if wanted:
        series[_("目标")] = [float(wanted[one]) if one in wanted else None for one in book.pack.dimensions]
    deck.chart(page, "radar", names, series, (13.5, 3.6, 18.7, 13.6), _("各维度现状与目标：{values}", values=_("、").join(told)), most=5)


def _scores(deck: Deck, book: Book) -> None:
    _, wanted = book.words, assessment.targets(book.state, book.pack)
    rows = [one for one in book.score.dimensions if one.score is not None]
    if not rows:
        return
    page = deck.slide(_("六个维度的得分与目标"), kicker=_("诊断总览"))
    series: dict[str, list[float | None]] = {_("得分"): [round(float(one.score), 1) if one.score is not None else None for one in rows]}
    if wanted:
        series[_("目标")] = [wanted[one.id] * 20.0 if one.id in wanted else None for one in rows]
    names = [book.pack.dimensions[one.id].name for one in rows]
    told = _("、").join(f"{name} {decimal(one.score or 0)}" for name, one in zip(names, rows, strict=True))
    deck.chart(page, "bar", names, series, (MARGIN, 3.6, ROOM, 13.4), told, most=100)


def _highlights(deck: Deck, book: Book) -> None:
    _ = book.words
    best, worst = strengths(book.state, book.pack), shortfalls(book.state, book.pack)
    if not best and not worst:
        return
    page = deck.slide(book.headlines["heat"].text if not book.leaders else _("做得好的，与当前最需解决的"), kicker=_("优势与差距"))

    def row(one: Highlight) -> tuple[str, str, str, str]:
        reason = _cut(one.reason, 60) or NONE
        return (book.pack.indicators[one.indicator].name, level_word(_, one.level), str(one.target or NONE), reason)

    heads = (_("指标"), _("记录级别"), _("目标"), _("理由"))
    deck.table(page, (_("主要优势"), *heads[1:]), [row(one) for one in best], (9, 4, 3, 15), 3.6)
    deck.table(page, (_("主要差距"), *heads[1:]), [row(one) for one in worst], (9, 4, 3, 15), 10.4)


def _three(deck: Deck, book: Book) -> None:
    _, things = book.words, book.first(3)
    if not things:
        return
    page = deck.slide(_("先做的三件事"), kicker=_("行动方案"))
    rows = []
    for measure, plan, item in things:
        kpi = next((one for one in book.state.kpis if one.measure == measure.id), None)
        told = _("待定") if kpi is None else f"{_cut(kpi.name, 30)}\n{kpi.baseline or NONE} → {kpi.target or NONE} {kpi.unit}"
        rows.append(
            (
                f"{measure.id} {measure.short}",
                plan.lead or NONE,
                amount(plan.budget),
                book.span(item),
                _cut(plan.first30 or measure.first30, 60),
                told,
            )
        )
    heads = (_("举措"), _("牵头部门"), _("万元"), _("实施"), _("前 30 天第一步"), _("业务指标"))
    deck.table(page, heads, rows, (7, 5, 2.5, 4, 9, 7), 4, 15)


def _priority(deck: Deck, book: Book) -> None:
    """What speaks for each measure: a native stacked chart of the three parts."""
    _, rows = book.words, [row for row in book.rows if row.value is not None]
    if not rows:
        return
    page = deck.slide(book.headlines["priority"].text, _("比值等于价值除以工作量；次序见工作底稿。"), kicker=_("举措次序"))
    names = [f"{row.measure} {book.pack.measures[row.measure].short}" for row in rows]
    parts = (
        (_("需要"), [row.need_part for row in rows]),
        (_("影响"), [row.impact_part for row in rows]),
        (_("紧迫"), [row.urgency_part for row in rows]),
    )
    series = {name: [None if one is None else round(float(one), 1) for one in values] for name, values in parts}
    told = _("价值：{values}", values=_("、").join(f"{name} {decimal(row.value or 0)}" for name, row in zip(names, rows, strict=True)))
    deck.chart(page, "stacked", names, series, (MARGIN, 3.6, ROOM, 13.6), told, most=100)


def _roadmap(deck: Deck, book: Book) -> None:
    if not book.state.plan:
        return
    from workshop.figures.gantt import gantt
    from workshop.report.chapters.roadmap import picture_of

    page = deck.slide(book.headlines["roadmap"].text, kicker=book.words("路线图"))
    drawing = gantt(picture_of(book), book.st.figure, width=1080)
    deck.picture(page, picture(drawing), (MARGIN, 3.5, ROOM, 14.1), said(drawing))


def _resources(deck: Deck, book: Book) -> None:
    """People by quarter against their limit, as a native chart."""
    _, loads = book.words, assessment.load(book.state)
    if not book.state.plan or not loads:
        return
    page = deck.slide(_("人手与预算"), kicker=_("路线图"))
    quarters = [book.quarter(at) for at in range(len(loads))]
    people: dict[str, list[float | None]] = {
        _("人手"): [round(float(one.people), 1) for one in loads],
        _("人手上限"): [float(one.people_limit) for one in loads],
    }
    money: dict[str, list[float | None]] = {_("预算（万元）"): [round(float(one.budget), 1) for one in loads]}
    half = ROOM / 2 - 0.3
    told = _("、").join(f"{name} {decimal(one.people)}" for name, one in zip(quarters, loads, strict=True))
    deck.chart(page, "column", quarters, people, (MARGIN, 3.6, half, 13.4), _("各季度人手：{values}", values=told))
    told = _("、").join(f"{name} {decimal(one.budget, 0)}" for name, one in zip(quarters, loads, strict=True))
    deck.chart(page, "column", quarters, money, (MARGIN + half + 0.6, 3.6, half, 13.4), _("各季度预算：{values}", values=told))


def _owners(deck: Deck, book: Book) -> None:
    _, chosen = book.words, book.chosen()
    if not chosen:
        return
    page = deck.slide(_("谁牵头，何时完成"), kicker=_("行动方案"))
    rows = [
        (f"{measure.id} {measure.short}", plan.lead or NONE, plan.owner or NONE, plan.sponsor or NONE, book.span(item), amount(plan.budget))
        for measure, plan, item in chosen[:12]
    ]
    deck.table(page, (_("举措"), _("牵头部门"), _("责任人"), _("分管行领导"), _("实施"), _("万元")), rows, (9, 6, 7, 6, 4, 3), 3.5, 12)


def _measures(deck: Deck, book: Book) -> None:
    _, kpis = book.words, book.state.kpis
    if not kpis:
        return
    page = deck.slide(_("怎样知道做成了"), _("半年按里程碑和业务指标评判；得分只在年度复评时更新。"), kicker=_("业务指标"))
    rows = [
        (one.measure, _cut(one.name, 40), one.baseline or NONE, one.target or NONE, one.unit or NONE, one.due or NONE) for one in kpis[:11]
    ]
    deck.table(page, (_("举措"), _("业务指标"), _("基线"), _("目标"), _("单位"), _("期限")), rows, (3, 14, 4, 4, 3, 4), 3.5, 12)


def _next(deck: Deck, book: Book) -> None:
    _ = book.words
    page = deck.slide(_("会后三十天"), kicker=_("下一步"))
    asked = [
        _("{text}（{body}，{day}）", text=_cut(one.text, 40), body=_cut(one.body, 20) or NONE, day=day_word(_, one.due) or NONE)
        for one in book.state.decisions[:3]
    ]
    first = [
        _("{name}：{text}", name=measure.short, text=_cut(plan.first30 or measure.first30, 60)) for measure, plan, _item in book.first(4)
    ]
    note = _("半年看里程碑和业务指标；一年后用同一套内容复评。")
    deck.bullets(page, [*asked, *first, note], (MARGIN, 3.8, ROOM, 13), 18)


SLIDES: tuple[Callable[[Deck, Book], None], ...] = (
    _cover, _decisions, _picture, _scores, _highlights, _three, _priority, _roadmap, _resources, _owners, _measures, _next,
)  # fmt: skip
