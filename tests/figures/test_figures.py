"""Each figure says what its values say: ids, geometry, fixed axes, suppression, and type that never runs over other type."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some
from msgspec.structs import replace

from tests.figures import samples
from workshop.figures import cover, delivery, fontbook, gantt, heat, kpi, ladder, marks, matrix, radar, track, votes, why
from workshop.figures.style import CONSOLE_DARK, CONSOLE_LIGHT, PAPER, PAPER_LARGE, POSTER, Style, on, wall
from workshop.figures.walk import PathItem, Picture, TextItem, walk

SURFACES = (PAPER, PAPER_LARGE, POSTER, CONSOLE_LIGHT, CONSOLE_DARK, wall(1080), wall(768, dark=True), on(PAPER, "#F5F2EC"))
ALL: dict[str, Callable[[Style], Any]] = {
    "radar": lambda style: radar.radar(samples.RADAR, style, width=270 * style.scale, height=240 * style.scale),
    "votes": lambda style: votes.votes(samples.VOTES, style, width=400 * style.scale),
    "ladder": lambda style: ladder.ladder(samples.LADDER, style, width=470 * style.scale),
    "track": lambda style: track.track(samples.TRACK, style, width=190 * style.scale),
    "heat": lambda style: heat.heat_map(samples.HEAT, style, width=470 * style.scale),
    "matrix": lambda style: matrix.matrix(samples.MATRIX, style, width=470 * style.scale, height=232 * style.scale),
    "badges": lambda style: matrix.matrix(samples.MATRIX, style, width=470 * style.scale, height=232 * style.scale, badges=True),
    "why": lambda style: why.why_list(samples.WHY, style, width=470 * style.scale),
    "why bar": lambda style: why.why_bar(samples.WHY_BAR, style, width=160 * style.scale),
    "gantt": lambda style: gantt.gantt(replace(samples.GANTT, cursor=4, cursor_label="27Q2"), style, width=470 * style.scale),
    "kpi": lambda style: kpi.kpi_rows(samples.KPIS, style, width=470 * style.scale),
    "field": lambda style: kpi.field_bar(samples.FIELD, style, width=310 * style.scale),
    "timeline": lambda style: kpi.timeline(samples.TIMELINE, style, width=470 * style.scale),
    "cover": lambda style: cover.cover_stems(samples.STEMS, style, width=470 * style.scale, height=240 * style.scale),
    "slips": lambda style: delivery.slips(samples.SLIPS, style, width=560 * style.scale),
    "chip": lambda style: marks.chip(marks.Chip(4), style),
    "light": lambda style: marks.light(marks.Light("few", "票数不足"), style),
    "square": lambda style: marks.square(marks.Square("partly"), style),
    "pain": lambda style: marks.pain(marks.Pain(1), style),
}


NARROW: dict[str, Callable[[Style], Any]] = {
    "votes": lambda style: votes.votes(samples.VOTES, style, width=360),
    "ladder": lambda style: ladder.ladder(samples.LADDER, style),
    "track": lambda style: track.track(samples.TRACK, style),
    "heat": lambda style: heat.heat_map(samples.HEAT, style),
    "matrix": lambda style: matrix.matrix(samples.MATRIX, style),
    "why": lambda style: why.why_list(samples.WHY, style),
    "gantt": lambda style: gantt.gantt(samples.GANTT, style),
    "timeline": lambda style: kpi.timeline(samples.TIMELINE, style),
    "cover": lambda style: cover.cover_stems(samples.STEMS, style),
}


def texts(picture: Picture) -> list[TextItem]:
    return [item for item in picture.items if isinstance(item, TextItem)]


def ids(picture: Picture) -> set[str]:
    return {item.id for item in picture.items}


def bounds(picture: Picture, id: str) -> tuple[float, float, float, float]:
    """Left, low, right, high of the paths of an id."""
    points = [
        (numbers[at], numbers[at + 1])
        for item in picture.items
        if isinstance(item, PathItem) and item.id == id
        for _letter, numbers in item.moves
        for at in range(0, len(numbers), 2)
    ]
    xs, ys = [x for x, _y in points], [y for _x, y in points]
    return min(xs), min(ys), max(xs), max(ys)


def text_box(item: TextItem) -> tuple[float, float, float, float]:
    width = fontbook.width(item.text, item.size, "Bold" in item.face)
    return item.x, item.y - item.size * 0.12, item.x + width, item.y + item.size * 0.8


@pytest.mark.parametrize("style", SURFACES, ids=lambda style: style.surface)
@pytest.mark.parametrize("name", ALL)
def test_every_figure_stays_within_its_picture_on_every_surface(name: str, style: Style) -> None:
    picture = walk(ALL[name](style))
    assert picture.items
    slack = style.metrics.edge + 1
    for item in texts(picture):
        left, low, right, high = text_box(item)
        assert left >= -slack and right <= picture.width + slack, item
        assert low >= -slack and high <= picture.height + slack, item


@pytest.mark.parametrize(
    "name", ["radar", "votes", "ladder", "track", "heat", "matrix", "why", "gantt", "timeline", "kpi", "cover", "slips"]
)
@pytest.mark.parametrize("style", [PAPER, PAPER_LARGE], ids=lambda style: style.surface)
def test_no_text_runs_over_other_text_on_paper(name: str, style: Style) -> None:
    assert_apart(ALL[name](style))


@pytest.mark.parametrize("name", NARROW)
def test_the_larger_type_holds_the_width_of_the_same_page(name: str) -> None:
    drawing = NARROW[name](PAPER_LARGE)
    assert drawing.width <= 470
    assert_apart(drawing)
    assert not any(item.text.endswith("…") for item in texts(walk(drawing)))


def assert_apart(drawing: Any) -> None:
    boxes = [(item.text, text_box(item)) for item in texts(walk(drawing)) if item.text.strip()]
    for at, (text, one) in enumerate(boxes):
        for other_text, other in boxes[at + 1 :]:
            apart = one[2] <= other[0] + 0.3 or other[2] <= one[0] + 0.3 or one[3] <= other[1] + 0.3 or other[3] <= one[1] + 0.3
            assert apart, (text, other_text)


def test_walk_keeps_the_same_ids_and_order_on_paper_and_screen() -> None:
    for name in ("radar", "heat", "gantt"):
        paper, screen = (list(dict.fromkeys(item.id for item in walk(ALL[name](style)).items)) for style in (PAPER, CONSOLE_LIGHT))
        assert [id for id in paper if id] == [id for id in screen if id]


def test_radar_axis_is_fixed_from_nought_to_five() -> None:
    def reach(level: float) -> float:
        axes = tuple(radar.Axis(str(at), "轴", now=level) for at in range(6))
        _left, low, _right, high = bounds(walk(radar.radar(radar.Radar(axes), PAPER)), "line:now")
        return high - low

    assert reach(5) == pytest.approx(5 * reach(1))
    assert reach(9) == reach(5)


def test_radar_draws_only_what_is_known() -> None:
    axes = (radar.Axis("a", "甲", now=3), radar.Axis("b", "乙"), radar.Axis("c", "丙", now=2))
    found = ids(walk(radar.radar(radar.Radar(axes), PAPER)))
    assert {"now:a", "now:c", "axis:b"} <= found
    assert not found & {"now:b", "line:now", "line:target"}


def test_heat_map_hides_what_the_rule_hides() -> None:
    picture = walk(heat.heat_map(samples.HEAT, PAPER))
    hidden = [item.text for item in texts(picture) if item.id == "cell:2.1:3"]
    assert hidden == ["隐"]
    dashed = [item for item in picture.items if isinstance(item, PathItem) and item.id == "cell:2.1:3"]
    assert all(item.brush == (1, 1, 1, 1) and item.pen and item.pen.dash for item in dashed)


def test_heat_map_splits_a_median_between_two_levels() -> None:
    picture = walk(heat.heat_map(samples.HEAT, PAPER))
    assert [item.text for item in texts(picture) if item.id == "cell:2.3:0"] == ["3", "4"]


def test_suppressed_votes_show_no_number_and_no_dot() -> None:
    picture = walk(votes.votes(samples.VOTES, PAPER))
    assert not any(id.startswith("votes:4.4:4:") for id in ids(picture))
    assert not any(char.isdigit() for item in texts(picture) if item.id == "round:4.4:4" for char in item.text if item.text != "4")


@given(some.integers(0, 21))
def test_each_vote_is_one_dot(count: int) -> None:
    strip = votes.VoteStrip("x", (votes.Round("1", (0, 0, count, 0, 0)),))
    picture = walk(votes.votes(strip, PAPER, side=False))
    assert sum(item.id == "votes:x:1:3" for item in picture.items) == count


def test_more_votes_than_fit_are_a_count() -> None:
    picture = walk(votes.votes(votes.VoteStrip("x", (votes.Round("1", (0, 0, 40, 0, 0)),)), PAPER))
    assert "×40" in [item.text for item in texts(picture)]


def test_level_hatches_follow_the_scale_and_only_paper_has_them() -> None:
    def strokes(level: int, style: Style) -> int:
        return sum(len(item.moves) == 2 for item in walk(marks.chip(marks.Chip(level, wide=44), style)).items if isinstance(item, PathItem))

    assert strokes(3, PAPER) == 0
    assert strokes(1, PAPER) > strokes(2, PAPER) > 0 and strokes(5, PAPER) > strokes(4, PAPER) > 0
    assert [strokes(level, CONSOLE_LIGHT) for level in range(1, 6)] == [0] * 5


def test_score_track_places_marks_by_score() -> None:
    picture = walk(track.track(samples.TRACK, PAPER))
    left, _low, right, _high = bounds(picture, "band:3")
    now = bounds(picture, "mark:now")
    assert left < (now[0] + now[2]) / 2 < right


@given(some.lists(some.floats(20, 100), min_size=4, max_size=4))
def test_score_track_labels_never_touch(scores: list[float]) -> None:
    kinds = ("now", "projected", "target", "surveyed")
    found = tuple(track.TrackMark(kind, score, f"标记 {score:.1f}") for kind, score in zip(kinds, scores, strict=True))  # type: ignore[arg-type]
    picture = walk(track.track(replace(samples.TRACK, marks=found), PAPER))
    boxes = [text_box(item) for item in texts(picture) if item.id.startswith("mark:") and item.text.startswith("标记")]
    for at, one in enumerate(boxes):
        for other in boxes[at + 1 :]:
            assert one[2] <= other[0] or other[2] <= one[0] or one[3] <= other[1] or other[3] <= one[1]


_MEASURE = some.tuples(some.floats(0, 900), some.floats(0, 100), some.sampled_from(["sure", "open", "behind", "must"]))


def _measures(points: list[tuple[float, float, Any]]) -> tuple[matrix.Measure, ...]:
    return tuple(
        matrix.Measure(str(at), f"M{at} 客户洞察与公私联动", f"M{at}", effort, effort * 0.7, effort * 1.4, value, kind)
        for at, (effort, value, kind) in enumerate(points)
    )


@given(some.lists(_MEASURE, min_size=1, max_size=12))
def test_matrix_labels_never_overlap(points: list[tuple[float, float, Any]]) -> None:
    picture = walk(matrix.matrix(replace(samples.MATRIX, measures=_measures(points)), PAPER))
    labels = [item for item in texts(picture) if item.id.startswith("label:")]
    assert len(labels) == len(points)
    boxes = [text_box(item) for item in labels]
    for at, one in enumerate(boxes):
        for other in boxes[at + 1 :]:
            assert one[2] <= other[0] or other[2] <= one[0] or one[3] <= other[1] or other[3] <= one[1]


@settings(max_examples=40)
@given(some.lists(_MEASURE, min_size=1, max_size=12), some.sampled_from([(360.0, 200.0), (400.0, 160.0), (900.0, 600.0)]))
def test_badges_regions_and_lines_are_named_without_touching(points: list[tuple[float, float, Any]], size: tuple[float, float]) -> None:
    """On the console: neither the words of a line nor a region's name lies on a badge or on other words."""
    isos = tuple(matrix.Iso(slope, f"{slope:.1f}") for slope in (0.1, 0.3, 1.3))
    values = replace(samples.MATRIX, measures=_measures(points), isos=isos, regions=("先做", "专项推进", "顺带做", "暂缓"))
    picture = walk(matrix.matrix(values, CONSOLE_LIGHT, width=size[0], height=size[1], badges=True))
    words = [text_box(item) for item in texts(picture) if item.id.startswith(("iso:", "region:"))]
    badges = [bounds(picture, f"measure:{at}") for at in range(len(points))]
    for at, one in enumerate(words):
        for other in [*words[at + 1 :], *badges]:
            assert one[2] <= other[0] + 0.6 or other[2] <= one[0] + 0.6 or one[3] <= other[1] + 0.6 or other[3] <= one[1] + 0.6


def test_the_four_regions_are_named_where_there_is_room() -> None:
    values = replace(samples.MATRIX, measures=_measures([(100.0, 50.0, "behind")]), regions=("先做", "专项推进", "顺带做", "暂缓"))
    for style, badges in ((PAPER, False), (CONSOLE_LIGHT, True)):
        picture = walk(matrix.matrix(values, style, badges=badges))
        assert [item.text for item in texts(picture) if item.id.startswith("region:")] == ["先做", "专项推进", "顺带做", "暂缓"]


def test_a_place_in_the_matrix_stands_for_an_effort() -> None:
    values = replace(samples.MATRIX, measures=_measures([(100.0, 50.0, "behind")]))
    picture = walk(matrix.matrix(values, CONSOLE_LIGHT, width=400, height=300, badges=True))
    left, _low, right, _high = bounds(picture, "measure:0")
    assert matrix.effort_at(values, CONSOLE_LIGHT, (left + right) / 2, 400) == pytest.approx(100, abs=0.5)


def test_matrix_axes_start_at_nought_and_value_goes_up() -> None:
    low, high = (matrix.Measure(name, name, name, 100, 90, 110, value) for name, value in (("a", 10.0), ("b", 90.0)))
    picture = walk(matrix.matrix(matrix.Matrix((low, high), "投入", "价值"), PAPER))
    assert bounds(picture, "measure:b")[1] > bounds(picture, "measure:a")[3]
    assert sum(item.text == "0" for item in texts(picture) if item.id == "axes") == 2


@given(some.floats(0.01, 1e7))
def test_axis_steps_are_few_and_hold_the_data(most: float) -> None:
    end, step = matrix.scale(most)
    assert end >= most * (1 - 1e-9)
    assert 1 <= round(end / step) <= 7
    assert math.isclose(end / step, round(end / step))


def test_badges_never_cover_each_other() -> None:
    measures = _measures([(100.0, 50.0, "behind")] * 8)
    picture = walk(matrix.matrix(replace(samples.MATRIX, measures=measures), CONSOLE_LIGHT, width=400, height=300, badges=True))
    centres = []
    for at in range(8):
        left, low, right, high = bounds(picture, f"measure:{at}")
        centres.append(((left + right) / 2, (low + high) / 2, (right - left) / 2))
    for at, (x, y, radius) in enumerate(centres):
        assert all(math.dist((x, y), other[:2]) >= 2 * radius for other in centres[at + 1 :])


def test_why_bar_is_as_long_as_its_value() -> None:
    picture = walk(why.why_bar(why.WhyBar("m", (30, 20, 10)), PAPER, width=160))
    assert bounds(picture, "part:m:2")[2] - bounds(picture, "part:m:0")[0] == pytest.approx(96)


def test_gantt_bars_lie_on_their_quarters() -> None:
    time = gantt.timescale(samples.GANTT, PAPER, 470)
    picture = walk(gantt.gantt(samples.GANTT, PAPER))
    assert time.quarter == pytest.approx(28)
    left, _low, right, _high = bounds(picture, "bar:M7")
    assert left == pytest.approx(time.x(1), abs=1) and right == pytest.approx(time.x(5), abs=1)
    assert "bar:M5" not in ids(picture) and "row:M5" in ids(picture)
    assert {"link:M7:M3", "milestone:M7:0", "milestone:M7:1", "deadline:M3", "load:people:0", "score:1"} <= ids(picture)
    assert bounds(picture, "bar:R1")[1] > bounds(picture, "bar:M6")[3]


@given(some.floats(0, 12))
def test_a_place_on_the_axis_and_its_time_are_the_same(at: float) -> None:
    time = gantt.timescale(samples.GANTT, PAPER, 470)
    assert time.at(time.x(at)) == pytest.approx(at)


def test_load_above_the_cap_is_told_apart() -> None:
    picture = walk(gantt.gantt(samples.GANTT, CONSOLE_LIGHT, width=860))
    late = tuple(int(CONSOLE_LIGHT.palette.late[at : at + 2], 16) / 255 for at in (1, 3, 5))
    reds = {item.id for item in picture.items if isinstance(item, PathItem) and item.pen and item.pen.colour[:3] == pytest.approx(late)}
    assert "load:people:4" in reds and "load:people:1" not in reds


@pytest.mark.parametrize("name", ["𠮷野家 R&D <b> 😀\u202e", "龘" * 40, ""])
def test_any_name_can_be_drawn(name: str) -> None:
    row = gantt.Row("x", "M1", name, name, 0, 1, name, milestones=(gantt.Milestone(1, name),))
    picture = walk(gantt.gantt(replace(samples.GANTT, lanes=(gantt.Lane(name, (row,)),), links=()), PAPER))
    drawn = "".join(item.text for item in texts(picture))
    assert "\u202e" not in drawn and "😀" not in drawn
    for item in texts(picture):
        assert all(fontbook.has(item.face, char) for char in item.text)


def test_an_empty_plan_still_draws() -> None:
    assert walk(gantt.gantt(gantt.Gantt((), ()), PAPER)).items
    assert walk(radar.radar(radar.Radar(()), PAPER)).width == 270
    assert walk(matrix.matrix(matrix.Matrix((), "投入", "价值"), PAPER)).items


def test_critical_bars_parts_and_today_are_drawn() -> None:
    rows = (
        gantt.Row("M1", "M1", "客户洞察", "公司部", 0, 3, critical=True),
        gantt.Row("M1.1", "M1.1", "立章程", "办公室", 0, 1, part=True),
    )
    quarters = tuple(gantt.Quarter("2027", f"Q{at}") for at in range(1, 5))
    plain = gantt.Gantt(quarters, (gantt.Lane("", rows),))
    shown = replace(plain, today=1.5, today_label="今天")
    before, after = walk(gantt.gantt(plain, PAPER)), walk(gantt.gantt(shown, PAPER))
    assert {item.id for item in after.items} - {item.id for item in before.items} == {"today"}
    time = gantt.timescale(shown, PAPER, after.width)
    left, _low, right, _high = bounds(after, "today")
    assert left <= time.x(1.5) <= right
    assert bounds(after, "bar:M1")[3] - bounds(after, "bar:M1")[1] > bounds(after, "bar:M1.1")[3] - bounds(after, "bar:M1.1")[1]
    unbroken = replace(plain, lanes=(gantt.Lane("", (replace(rows[0], critical=False), rows[1])),))
    assert bounds(walk(gantt.gantt(unbroken, PAPER)), "bar:M1")[1] > bounds(before, "bar:M1")[1]


def _alone(**fields: Any) -> Picture:
    """A chart of one row in one lane over four quarters."""
    row = replace(gantt.Row("M1", "M1", "客户洞察", "公司部", 0, 1), **fields)
    quarters = tuple(gantt.Quarter("2027", f"Q{at}") for at in range(1, 5))
    return walk(gantt.gantt(gantt.Gantt(quarters, (gantt.Lane("其余", (row,)),)), PAPER))


@pytest.mark.parametrize(("end", "told"), [(4, "四十人 · 一千二百万元整，两年付清"), (1, "40 · 1,200")])
def test_a_bar_too_short_for_its_words_has_the_figures_alone(end: int, told: str) -> None:
    picture = _alone(end=end, text="四十人 · 一千二百万元整，两年付清", brief="40 · 1,200")
    assert "".join(item.text for item in texts(picture) if item.id == "bar:M1") == told


def test_the_rule_under_the_axis_is_painted_over_the_first_heading() -> None:
    painted = [item.id for item in _alone().items]
    assert painted.index("axis") > painted.index("lane:0")


def test_words_under_a_critical_bar_keep_off_its_heavy_line() -> None:
    marks_ = (gantt.Milestone(2, "客户画像上线"),)
    for critical in (False, True):
        picture = _alone(end=4, milestones=marks_, critical=critical)
        words = next(item for item in texts(picture) if item.id == "milestone:M1:0")
        heavy = max(item.pen.width for item in picture.items if isinstance(item, PathItem) and item.id == "bar:M1" and item.pen)
        assert text_box(words)[3] <= bounds(picture, "bar:M1")[1] - heavy / 2


def test_a_long_step_wraps_below_its_measure() -> None:
    name = "建立公私联动机制，公司与零售共同走访园区企业"
    picture = _alone(part=True, name=name)
    lines = [item.text for item in texts(picture) if item.id == "row:M1" and item.text != "M1"]
    assert len(lines) > 1 and "".join(lines) == name


def test_no_word_of_a_ladder_is_cut() -> None:
    words = ("Service-oriented implementation of business-facing", "Cross-departmental responsibility")
    rungs = tuple(ladder.Rung(at, words[1], (ladder.Criterion(words[0]),)) for at in range(1, 6))
    told = {item.text.strip() for item in texts(walk(ladder.ladder(ladder.Ladder(rungs), PAPER_LARGE, width=470)))}
    pieces = set(" ".join(words).replace("-", "- ").split())
    assert {piece for line in told for piece in line.replace("-", "- ").split() if not piece.isdigit()} <= pieces


def test_every_year_and_quarter_of_the_due_dates_is_named() -> None:
    told = [item.text for item in texts(walk(delivery.slips(samples.SLIPS, PAPER, width=640)))]
    assert [one for one in told if one.startswith("20")] == ["2026", "2027", "2028", "2029"]
    assert sum(one in ("Q1", "Q2", "Q3", "Q4") for one in told) == len(samples.SLIPS.quarters)


def test_numbers_are_written_as_reportlab_writes_them() -> None:
    """Our table of numbers against reportlab's own reckoning."""
    from random import Random

    from reportlab.lib import rl_accel
    from reportlab.pdfgen import canvas

    from workshop.figures.numbers import number, numbers

    draw = Random(7)
    values = [0, -0.0, 1, -1, 0.25, -0.25, 1e-8, 1200.55, 841.89, 99999.5, 1e6, *(draw.uniform(-1200, 1200) for _ in range(2000))]
    values += [round(draw.uniform(-2, 900), 2) for _ in range(2000)]
    theirs = rl_accel._py_funcs["fp_str"]
    assert [number(value) for value in values] == [theirs(value) for value in values]
    assert canvas.fp_str is numbers and numbers((1, 2.5)) == numbers(1, 2.5) == "1 2.5"


@pytest.mark.parametrize("start", [0, 5, 10])
def test_words_beside_a_bar_stay_on_the_chart(start: int) -> None:
    """Behind the bar, before it when the chart ends too soon, or shortened."""
    said = "零售金融部总经理、公司金融部总经理 · 2 人"
    row = replace(samples.GANTT.lanes[1].rows[0], start=start, end=start + 2, text=said, milestones=())
    values = replace(samples.GANTT, lanes=(replace(samples.GANTT.lanes[1], rows=(row,)),), links=(), today=None)
    picture = walk(gantt.gantt(values, PAPER, width=470))
    lines = [item for item in texts(picture) if "零售金融部" in item.text]
    assert lines and all(line.x >= 0 and line.x + fontbook.width(line.text, line.size) <= 470 for line in lines)
