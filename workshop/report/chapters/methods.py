"""Every number on one slide: the methods, their thresholds and settings, each worked through with a number of this engagement."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from msgspec.structs import replace

from workshop.figures.marks import Light, light
from workshop.figures.votes import votes
from workshop.formats import decimal, percent, whole
from workshop.model import assessment
from workshop.model.consensus import Reading, leik
from workshop.model.scoring import FULL
from workshop.model.state import Round
from workshop.report.chapters.book import NONE, Book, amount
from workshop.report.chapters.pieces import beside, head, section
from workshop.report.chapters.roadmap import status
from workshop.report.chapters.voting import FEW, strips
from workshop.report.typeset import Column, bullets, figure, h2, page_break, para, table
from workshop.wording import agreement_word, bank_size_word, level_word, light_word, mode_word, tech_home_word, votes_sentence


def methods(book: Book) -> list[Any]:
    """Two pages: from votes to the score, then settings, order and schedule."""
    _, st = book.words, book.st
    lead = _("级别由与会者记录，统计只作提示，从不改写。这里列出算法、门槛和当天设置；凭会议记录文件，可以逐项重算出同样的结果。")
    return [
        page_break(),
        *head(book, "methods", _("方法与设置"), _("每一个数都能在一页纸上算清"), lead),
        *beside(_lights(book), _example(book)),
        *beside(_agreement(book) + _levels(book), _sum(book)),
        h2(_("{number}、当天的设置", number=book.ordinal(4)), st),
        table([Column(90, style=st.cell_soft), Column(380)], _settings(book), st),
        *beside(_order(book), _schedule(book)),
        *beside(_ahead(book), _origin(book)),
    ]


def _numbered(book: Book, number: int, title: str) -> Any:
    return section(book, book.words("{number}、{title}", number=book.ordinal(number), title=title))


# -- votes ---------------------------------------------------------------------------------------------------------------------------


def _lights(book: Book) -> list[Any]:
    _, style = book.words, book.st.figure
    rule = book.state.rule
    rows = [
        [light(Light("few", _("票数不足")), style), _("有效票少于 {few} 张", few=rule.few)],
        [
            light(Light("consensus", _("共识"), True), style),
            _("{share} 以上同级，且没有票离众数超过 {reach} 级", share=percent(rule.consensus_share), reach=rule.reach),
        ],
        [
            light(Light("split", _("有分歧")), style),
            _("两端各有一营，或平均偏离中位数达 {distance} 级", distance=decimal(rule.split_distance, 2)),
        ],
        [light(Light("discuss", _("待讨论")), style), _("其余情形，注明相邻、有不同看法或分散")],
    ]
    note = _(
        "自上而下判定，弃权不计。一营：3 票时 {few} 票，更多时不少于 {floor} 票且不少于 (票数＋1)÷3 取整。"
        "复议：最多 {rounds} 轮；第二轮起净变化低于 {stable} 即停。",
        few=rule.camp_of_few,
        floor=rule.camp_floor,
        rounds=book.state.engagement.max_rounds,
        stable=percent(rule.stable),
    )
    return [_numbered(book, 1, _("从票到判断")), table([Column(67.5), Column(162.5)], rows, book.st), para(note, book.st.note)]


def _shown(book: Book) -> tuple[str, list[Round]] | None:
    """The indicator whose rounds moved most, with its revealed rounds; None before any vote that may be shown."""
    best: tuple[int, Fraction, str, list[Round]] | None = None
    for name in book.pack.indicators:
        turns = [turn for turn in book.state.rounds_of("indicator", name) if turn.revealed and len(turn.levels) >= FEW]
        if turns:
            moved = (assessment.reading(turns[-1]).agreement or Fraction(0)) - (assessment.reading(turns[0]).agreement or Fraction(0))
            if best is None or (len(turns) > 1, moved) > (len(best[3]) > 1, best[1]):
                best = (len(turns), moved, name, turns)
    return None if best is None else (best[2], best[3])


def _example(book: Book) -> list[Any]:
    _, st, found = book.words, book.st, _shown(book)
    if found is None:
        return [section(book, _("例")), para(_("本次尚无可供举例的投票。"), st.note)]
    name, turns = found
    values = strips(book, "indicator", name)
    made: list[Any] = [section(book, _("例：{code} {name}", code=name, name=book.pack.indicators[name].short))]
    if values is not None:
        made.append(figure(votes(replace(values, head=()), st.figure, width=230, side=False), width=230))
    lines = []
    for turn in turns[:1] + turns[-1:] if len(turns) > 1 else turns:
        reading = assessment.reading(turn)
        lines.append(
            _("第 {round} 轮：{votes}——{light}。", round=turn.ballot.round, votes=votes_sentence(_, reading), light=light_word(_, reading))
        )
    return [*made, *(para(line, st.note) for line in lines)]


def _agreement(book: Book) -> list[Any]:
    _, st, found = book.words, book.st, _shown(book)
    text = _("平均偏离是各票到中位数的距离之均值，以级计：全体同级为 100，两端对半为 0。")
    if found is not None:
        text += _worked(book, found[0], assessment.reading(found[1][0]), found[1][0].ballot.round)
    return [
        _numbered(book, 2, _("一致度")),
        para(_("一致度 = 100 ×（1 − 平均偏离 ÷ 2）"), st.lead.but(align="left", before=0, after=0)),
        para(text, st.note),
    ]


def _worked(book: Book, name: str, reading: Reading, round_: int) -> str:
    distance = 2 * leik(reading.counts) * reading.n
    return book.words(
        "{code} 第 {round} 轮：偏离合计 {sum} 级，除以 {n} 票得 {mean}，一致度 {agreement}。",
        code=name,
        round=round_,
        sum=amount(distance),
        n=reading.n,
        mean=decimal(distance / reading.n, 2),
        agreement=agreement_word(reading),
    )


def _levels(book: Book) -> list[Any]:
    _, st, result = book.words, book.st, book.score
    text = _("维度分取指标均值，总分按权重平均，缺项不补、权重重分；因此最低分是 20。等级取总分除以 20 的整数部分，“达到才算”。")
    if result.overall is not None and result.level is not None and result.grade is not None:
        text += _(
            "{score} ÷ 20 = {level}，为{grade}。",
            score=decimal(result.overall),
            level=decimal(result.level, 2),
            grade=level_word(_, result.grade),
        )
        if result.grade < 5:
            text += _("距{next}差 {gap} 分。", next=level_word(_, result.grade + 1), gap=decimal(20 * (result.grade + 1) - result.overall))
    return [
        _numbered(book, 3, _("从级到分")),
        para(_("指标分 = 20 × 记录级别"), st.lead.but(align="left", before=0, after=0)),
        para(text, st.note),
    ]


def _sum(book: Book) -> list[Any]:
    """The overall score as the sum of its parts."""
    _, st = book.words, book.st
    rated = sum(row.weight for row in book.score.dimensions if row.score is not None)
    rows = []
    for row in book.score.dimensions:
        share = NONE if row.score is None else decimal(Fraction(row.weight) * row.score / rated, 2)
        rows.append(
            [
                book.pack.dimensions[row.id].short,
                f"{decimal(Fraction(row.weight, 100))}%",
                NONE if row.score is None else decimal(row.score),
                share,
            ]
        )
    total = NONE if book.score.overall is None else decimal(book.score.overall, 2)
    rows.append([_("合计"), f"{decimal(Fraction(sum(row.weight for row in book.score.dimensions) * 100, FULL))}%", "", total])
    columns = [
        Column(80, _("维度")),
        Column(50, _("权重"), "right"),
        Column(45, _("得分"), "right"),
        Column(55, _("贡献"), "right", bold=True),
    ]
    made: list[Any] = [section(book, _("总分的来历")), table(columns, rows, st)]
    return [*made, para(_("已定级的权重占 {share}。", share=percent(book.score.covered)), st.note)] if book.score.provisional else made


# -- settings ------------------------------------------------------------------------------------------------------------------------


def _settings(book: Book) -> list[list[str]]:
    _, state, pack = book.words, book.state, book.pack
    profile = state.engagement
    sizes = _("、").join(
        _("{group} {count} 席", group=name, count=sum(seat.grp == name for seat in state.seats)) for name in state.groups()
    )
    kind = pack.bank_types[profile.bank_type].name if profile.bank_type in pack.bank_types else profile.bank_type
    weights = _("、").join(f"{one.short} {decimal(Fraction(state.weights[one.id], 100))}%" for one in pack.dimensions.values())
    piles = sum(turn.ballot.entry == "pile" for turn in state.rounds)
    entry = _("盲评，一席一票；共 {rounds} 轮投票，其中纸票 {piles} 轮", rounds=sum(turn.revealed for turn in state.rounds), piles=piles)
    people = [load.people_limit for load in assessment.load(state)]
    budget = [load.budget_limit for load in assessment.load(state)]
    return [
        [
            _("银行"),
            _(
                "{kind}，规模{size}，科技归属：{home}",
                kind=kind,
                size=bank_size_word(_, profile.bank_size),
                home=tech_home_word(_, profile.tech_home),
            )
            + (_("；经营区域：{region}", region=profile.region) if profile.region.strip() else ""),
        ],
        [_("投票"), entry],
        [_("记名方式"), mode_word(_, profile.vote_mode) + (_("；不足三票的角色组不显示") if book.anonymous else "")],
        [_("席位"), sizes or NONE],
        [_("维度权重"), weights],
        [
            _("价值权重"),
            _(
                "需要 {need}%、影响 {impact}%、紧迫 {urgency}%；痛点系数 {pain}",
                need=profile.need_weight,
                impact=profile.impact_weight,
                urgency=profile.urgency_weight,
                pain=decimal(profile.pain_weight, 2),
            ),
        ],
        [
            _("容量"),
            _(
                "每季 {people} 人（折合全时）、{budget} 万元，共 {quarters} 个季度",
                people=_range(people),
                budget=_range(budget),
                quarters=profile.horizon,
            ),
        ],
        [
            _("扰动"),
            _(
                "{draws} 次：权重按 Dirichlet(20·w)，影响与紧迫各以 15% 的概率上下一级，投入在三点之间；种子 {seed}",
                draws=whole(book.sturdy.draws),
                seed=profile.seed,
            ),
        ],
        [_("内容包"), f"{pack.title} {pack.version}"],
    ]


def _range(values: list[float]) -> str:
    if not values:
        return NONE
    return amount(values[0]) if min(values) == max(values) else f"{amount(min(values))}–{amount(max(values))}"


# -- order and schedule ----------------------------------------------------------------------------------------------------------------


def _order(book: Book) -> list[Any]:
    _ = book.words
    text = _(
        "需要 = Σ 相关度 × 权重 × 差距 ＋ 痛点；影响、紧迫按 25 ×（级 − 1）折成百分。"
        "价值按权重合成，除以人月，由大到小：这一次序使“价值 × 完成时间”之和最小。"
        "先后依赖不进分数，只进排期。人月 = 人数 × 3 × 季度 × 投入比例。"
    )
    row = next((row for row in book.rows if row.ratio is not None and row.effort is not None and row.value is not None), None)
    if row is not None and row.ratio is not None and row.value is not None:
        text += _(
            "{id}：{need} ＋ {impact} ＋ {urgency} = {value}，÷ {effort} 人月 = {ratio}。",
            id=row.measure,
            need=decimal(row.need_part),
            impact=decimal(row.impact_part or 0),
            urgency=decimal(row.urgency_part or 0),
            value=decimal(row.value),
            effort=amount(row.effort),
            ratio=decimal(row.ratio, 2),
        )
    return [_numbered(book, 5, _("从差距到次序")), para(text, book.st.note)]


def _schedule(book: Book) -> list[Any]:
    _ = book.words
    text = _("先保证期限，再使价值尽早兑现，最后缩短总工期；人手与预算逐季不超上限，前置举措完成之后才启动，须决定的事项通过之后才启动。")
    return [_numbered(book, 6, _("从次序到排期")), para(text + status(book), book.st.note)]


def _ahead(book: Book) -> list[Any]:
    _ = book.words
    text = _(
        "预计级别 = 现状 ＋ 差距 ×（1 − Π(1 − 效果)）：每项举措完成后填补别的举措留下的差距的一部分，"
        "默认效果为相关度 ÷ 6，可由会上改动；不超过目标。"
    )
    for own in book.pack.dimensions.values():
        gap = assessment.gaps(book.state, book.pack).get(own.id)
        level, ahead = book.dimension_score(own.id).level, book.end.levels.get(own.id)
        if book.state.plan and gap and level is not None and ahead is not None and ahead > level:
            text += _(
                "{name}：{now} ＋ {gap} × {share} = {ahead} 级。",
                name=own.short,
                now=decimal(level, 2),
                gap=decimal(gap, 2),
                share=decimal((ahead - level) / gap, 2),
                ahead=decimal(ahead, 2),
            )
            break
    return [_numbered(book, 7, _("预计得分")), para(text, book.st.note)]


def _origin(book: Book) -> list[Any]:
    _, st = book.words, book.st
    lines = [
        _("75% 为已发表德尔菲研究共识门槛的中位数（Diamond 等，2014）。"),
        _("一致度为 1 减 Leik（1966）有序离散度；一营的门槛在 8 票以上取 RAND/UCLA 专家组规则。"),
        _("“不离众数超过一级”“0.75 级”、较少票数的一营和价值权重由工作坊所定。"),
        _("排序依 Smith（1956）规则；复议停止依 Scheibe 等（1975）。"),
    ]
    small = st.item.but(size=st.note.size, leading=st.note.leading, colour=st.note.colour, align="left")
    return [_numbered(book, 8, _("门槛从何而来")), *bullets(lines, st, style=small)]
