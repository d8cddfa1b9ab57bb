"""The wall: readable at eight metres on every projector, blind, and never in the console's way."""

from collections.abc import Callable

import pytest
from msgspec.structs import replace
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from workshop.figures.walk import Picture
from workshop.ui.theme import load_looks
from workshop.ui.wall import window
from workshop.ui.wall.canvas import Written
from workshop.ui.wall.entrance import LAST, WHOLE, Entrance
from workshop.ui.wall.slides import Blank, CaseSlide, FigureSlide, ListSlide, QuestionSlide, RevealSlide, Slide, TitleSlide
from workshop.ui.wall.window import Cover, Wall
from workshop.ui.wall.wrap import wrap

LEVELS = (
    ("分散管理", "没有归口部门，条线数据不通"),
    ("制度起步", "制度零散，出错再人工对数"),
    ("体系初建", "仓库已投产，办法管到全行"),
    ("平台支撑", "数据汇总到平台，问题限期关闭"),
    ("战略引领", "董事会定战略，责任落到部门"),
)
ENGLISH = tuple(
    (name, "Data owners named in every line of business, issues tracked to closure")
    for name in ("Ad hoc", "Managed", "Defined", "Platform", "Leading")
)
BOUNDARY = tuple((level, *LEVELS[level - 1]) for level in (2, 3, 4))
SLIDES: dict[str, Slide] = {
    "blank": Blank("六个维度", "数据"),
    "title": TitleSlide(
        "", "", "澜川城市商业银行金融科技成熟度诊断", ("2026年3月14日", "一天，六个维度，一份全场签字的方案"), "评级不用于部门考核"
    ),
    "list": ListSlide(
        "议程", "", "今天的安排", tuple((f"{9 + n}:00", f"第 {n} 项内容，稍长一些的说明文字", "38 分") for n in range(8)), 2, "午休一小时半"
    ),
    "question": QuestionSlide(
        "4.2 数据管控",
        "数据 · 第 1 轮",
        question="数据出了错，谁来发现、谁来负责、多久改好？",
        levels=LEVELS,
        clock_label="静默投票",
        clock="2:40",
        instruction="各选一级，写在卡片上，先不交谈",
        cast=7,
        due=12,
        counted="应投 12，已投 7",
    ),
    "english": QuestionSlide(
        "4.2 Data control",
        "Data · Round 1",
        question="When data is wrong, who finds it, who owns it, how fast is it put right?",
        levels=ENGLISH,
        clock_label="Silent vote",
        clock="2:40",
        instruction="Choose one level, write it down, no talking yet",
        cast=7,
        due=40,
        counted="40 due, 7 in",
    ),
    "reveal": RevealSlide(
        "4.2 数据管控",
        "数据 · 第 2 轮",
        light="discuss",
        verdict="再议一次：有不同看法",
        sentence="9 票中 7 票在 2 级，1 票高一级，1 票高两级",
        counts=(0, 7, 1, 1, 0),
        median=(2, 2),
        outliers=(4,),
        agreement="83",
        agreement_before="一致度 67 →",
        boundary_title="2 级与 4 级，差在哪里",
        boundary=BOUNDARY,
        next_question="拿出什么依据，就能评到 3 级？",
    ),
    "crowd": RevealSlide(
        "1.1 战略规划",
        "战略",
        light="split",
        verdict="有分歧：先摆依据，再投一次",
        sentence="40 票",
        counts=(12, 0, 3, 25, 0),
        median=(4, 4),
    ),
    "case": CaseSlide(
        "案例",
        "数据 · 2018",
        bank="工商银行",
        title="自建能伸缩的大数据服务云",
        did="分析、风控、报送、营销共用一个底座。",
        figure="7 亿笔",
        caption="日均平台交易，毫秒级响应",
        question="我们的分析和报送共用一个底座吗？",
        source="出处 L290",
    ),
    "figure": FigureSlide(
        "诊断总览",
        "澜川城市商业银行",
        draw=lambda width, height, wall, dark: Picture(width, height, ()),
        figure="60.5",
        word="三级",
        rows=(("now", "现状", "60.5"), ("projected", "2028 年底，全场估计", "71.3"), ("target", "目标", "78.0")),
        sentence="数据最短，只有 50；离目标也最远",
        second="工作坊自评，不同于监管评级、等保定级",
    ),
}
SIZES = ((1920, 1080), (1280, 720), (1024, 768))


def written(wall: Wall, width: int, height: int) -> list[Written]:
    image = QImage(width, height, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    lines = wall.draw(painter, width, height)
    painter.end()
    return lines


@pytest.fixture
def wall(dressed: QApplication) -> Wall:
    return Wall(load_looks().wall_bright)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("name", SLIDES)
def test_every_line_can_be_read_at_eight_metres_and_stands_on_the_wall(wall: Wall, name: str, size: tuple[int, int]) -> None:
    wall.show_slide(SLIDES[name])
    lines = written(wall, *size)
    assert lines
    for line in lines:
        assert line.size >= 3.3, line
        if line.rect.width():
            assert line.rect.left() >= 0 and line.rect.right() <= size[0] + 1, line
            assert line.rect.top() >= 0 and line.rect.bottom() <= size[1] + 1, line


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("name", [name for name in SLIDES if name != "blank"])
def test_no_two_lines_lie_on_one_another(wall: Wall, name: str, size: tuple[int, int]) -> None:
    wall.show_slide(SLIDES[name])
    rects = [(line.text, line.rect.adjusted(0, line.rect.height() * 0.22, 0, -line.rect.height() * 0.22)) for line in written(wall, *size)]
    texts = [(text, rect) for text, rect in rects if rect.width() and len(text) > 1]
    for number, (text, rect) in enumerate(texts):
        for other, place in texts[number + 1 :]:
            assert not rect.intersects(place), (text, other)


@pytest.mark.parametrize("size", SIZES)
def test_a_question_is_the_largest_thing_and_loses_no_word(wall: Wall, size: tuple[int, int]) -> None:
    for name in ("question", "english"):
        slide = SLIDES[name]
        assert isinstance(slide, QuestionSlide)
        wall.show_slide(slide)
        lines = written(wall, *size)
        words = "".join(line.text for line in lines).replace(" ", "")
        for text in (slide.question, slide.instruction, slide.counted, *(part for level in slide.levels for part in level)):
            assert text.replace(" ", "") in words or all(piece in words for piece in text.split()), text
        assert max(line.size for line in lines) >= 6.0


def test_freeze_keeps_the_slide_and_black_and_white_hide_it(wall: Wall) -> None:
    wall.show_slide(SLIDES["title"])
    wall.set_frozen(True)
    wall.show_slide(SLIDES["case"])
    assert wall.slide == SLIDES["title"]
    wall.set_frozen(False)
    wall.show_slide(SLIDES["case"])
    assert wall.slide == SLIDES["case"]
    wall.set_cover(Cover.BLACK)
    assert wall.picture(64, 36).pixelColor(5, 5).lightness() == 0
    wall.set_cover(Cover.WHITE)
    assert wall.picture(64, 36).pixelColor(5, 5).lightness() == 255
    wall.set_cover(Cover.WHITE)
    assert wall.cover is Cover.NONE


def test_the_watermark_stands_on_every_slide(wall: Wall) -> None:
    wall.set_watermark("排练")
    for slide in SLIDES.values():
        wall.show_slide(slide)
        assert "排练" in [line.text for line in written(wall, 1280, 720)]


def test_lines_break_at_commas_and_never_before_a_closing_mark() -> None:
    measure = len
    assert wrap("数据出了错，谁来发现、谁来负责、多久改好？", 12, measure) == ["数据出了错，谁来发现、", "谁来负责、多久改好？"]
    for line in wrap("这是一个没有停顿的很长的句子它必须在字之间断开（包括括号）。", 7, measure):
        assert line[0] not in "，。）" and line[-1] not in "（"
    assert wrap("three open banking interfaces", 12, measure) == ["three open", "banking", "interfaces"]


WORDY = tuple(
    (name, "规划有配套实施计划，科技投入持续、占营收比重行业领先，至少对标国内顶级银行，每年复核一次。")
    for name in ("保障运行", "单点试用", "整体规划", "持续创新", "引领变革")
)


@pytest.mark.parametrize("size", SIZES)
def test_long_levels_take_room_from_the_question_and_from_nobody_else(wall: Wall, size: tuple[int, int]) -> None:
    wall.show_slide(QuestionSlide("1.1 战略规划", "战略", question="金融科技规划，我们做到了哪一步，明年还要走多远？", levels=WORDY))
    lines = written(wall, *size)
    rects = [line.rect.adjusted(0, line.rect.height() * 0.22, 0, -line.rect.height() * 0.22) for line in lines if len(line.text) > 1]
    assert not any(rect.intersects(other) for number, rect in enumerate(rects) for other in rects[number + 1 :])
    assert "".join(line.text for line in lines).count("每年复核一次。") == 5
    assert max(rect.bottom() for rect in rects) <= size[1]


def test_three_levels_between_the_camps_do_not_lie_on_one_another(wall: Wall) -> None:
    boundary = tuple((level, *WORDY[level - 1]) for level in (2, 3, 4))
    slide = RevealSlide("1.1", verdict="再议一次", sentence="12 票", counts=(0, 2, 8, 2, 0), boundary_title="差在哪里", boundary=boundary)
    wall.show_slide(slide)
    for size in SIZES:
        rects = [
            line.rect.adjusted(0, line.rect.height() * 0.24, 0, -line.rect.height() * 0.24)
            for line in written(wall, *size)
            if len(line.text) > 1
        ]
        assert not any(rect.intersects(other) for number, rect in enumerate(rects) for other in rects[number + 1 :])


DIVIDED = (
    (2, "Analysed by hand", "After-the-event data monitoring has named staff and a process, and someone follows up each issue."),
    (3, "Warehouse and models", "A warehouse is live and takes in outside data; governance is put on an orderly footing."),
    (4, "Governed on a platform", "A first management system and control tools are in place, and platforms have been merged."),
)


@pytest.mark.parametrize("size", SIZES)
def test_what_divides_the_room_is_said_in_full_in_english_too(wall: Wall, size: tuple[int, int]) -> None:
    slide = RevealSlide(
        "4.2 Data governance", "Data · Round 2", light="split", verdict="Split: evidence first, then vote again", sentence="12 votes",
        counts=(0, 5, 2, 5, 0), median=(3, 3), boundary_title="What divides levels 2 and 4", boundary=DIVIDED, next_question="Evidence?",
    )  # fmt: skip
    wall.show_slide(slide)
    lines = written(wall, *size)
    said = "".join(line.text for line in lines).replace(" ", "")
    assert all(text.replace(" ", "") in said for _level, _name, text in DIVIDED)
    five = tuple((level, f"Level {level}", DIVIDED[1][2] * 2) for level in range(1, 6))
    wall.show_slide(replace(slide, counts=(6, 0, 0, 0, 6), boundary=five))
    lines = written(wall, *size)
    assert max(line.rect.bottom() for line in lines) <= size[1] and all(line.size >= 3.3 for line in lines)
    assert all(any(name == line.text for line in lines) for _level, name, _text in five), "too many words: headlines stay"


def test_drawings_follow_the_dark_wall(wall: Wall) -> None:
    asked: list[bool] = []

    def draw(width: float, height: float, _wall: float, dark: bool) -> Picture:
        asked.append(dark)
        return Picture(width, height, ())

    wall.show_slide(FigureSlide("诊断总览", draw=draw))
    written(wall, 1280, 720)
    wall.set_tokens(load_looks().wall_dark)
    written(wall, 1280, 720)
    assert asked == [False, True]


def test_a_list_of_ten_stands_on_the_wall_whole(wall: Wall) -> None:
    rows = tuple((f"M{number}", f"第 {number} 项举措", "12 人月") for number in range(1, 11))
    wall.show_slide(ListSlide("十大举措", "工作量", title="每项要多少人月", rows=rows, footer="下限、可能、上限的均值"))
    for size in SIZES:
        lines = written(wall, *size)
        assert {f"第 {number} 项举措" for number in range(1, 11)} <= {line.text for line in lines}
        assert max(line.rect.bottom() for line in lines) <= size[1]


def at(wall: Wall, size: tuple[int, int], elapsed: float) -> tuple[QImage, list[str]]:
    """The wall as it is so many ms after a reveal began, and what it says."""
    image = QImage(*size, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    lines = wall.draw(painter, *size, Entrance(elapsed))
    painter.end()
    return image, [line.text for line in lines]


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("name", ["reveal", "crowd"])
def test_a_reveal_comes_in_column_by_column_and_ends_as_the_still_picture(wall: Wall, name: str, size: tuple[int, int]) -> None:
    wall.show_slide(SLIDES[name])
    wall.picture(*size)  # the very first time Qt smooths large glyphs a little differently
    still = wall.picture(*size)
    words = [line.text for line in written(wall, *size)]
    moments = [at(wall, size, elapsed) for elapsed in (0, LAST / 2, LAST, WHOLE)]
    images = [image for image, _text in moments]
    assert images[-1] == still
    assert not any(image == still for image in images[:-1])
    assert all(text == words for _image, text in moments)  # a screen reader never waits


def test_votes_stand_before_the_verdict_and_the_first_column_before_the_last() -> None:
    assert WHOLE < 700
    assert [Entrance(0).column(level) for level in range(1, 6)] == [0] * 5
    shares = [Entrance(200).column(level) for level in range(1, 6)]
    assert shares == sorted(shares, reverse=True) and shares[0] == 1 and shares[-1] == 0
    assert Entrance(LAST).column(5) == 1 and Entrance(LAST).meaning() == 0
    assert Entrance().meaning() == 1


@pytest.fixture
def seen(wall: Wall, qtbot: QtBot) -> Wall:
    """The wall in the room's sight, empty."""
    qtbot.addWidget(wall)
    wall.resize(960, 540)
    wall.show()
    qtbot.waitExposed(wall)
    return wall


def whole(wall: Wall) -> bool:
    """Whether the window shows what the still picture shows."""
    wall.picture(960, 540)  # glyphs drawn for the first time are smoothed a little differently
    return wall.grab().toImage().convertToFormat(QImage.Format.Format_RGB32) == wall.picture(960, 540)


def test_a_round_comes_in_once(seen: Wall, qtbot: QtBot) -> None:
    seen.show_slide(SLIDES["reveal"])
    assert seen.entering and not whole(seen)
    assert "再议一次" in seen.accessibleDescription()
    qtbot.waitUntil(lambda: not seen.entering)
    assert whole(seen)
    seen.show_slide(SLIDES["title"])
    seen.show_slide(replace(SLIDES["reveal"], record="记为 2 级"))
    assert not seen.entering
    qtbot.waitUntil(lambda: not seen.fading)
    assert whole(seen)


def test_whatever_comes_during_a_reveal_ends_it(seen: Wall) -> None:
    ends: tuple[Callable[[], None], ...] = (
        lambda: seen.show_slide(SLIDES["case"]),
        lambda: seen.set_frozen(True),
        lambda: seen.set_cover(Cover.BLACK),
    )
    for number, end in enumerate(ends):
        seen.show_slide(RevealSlide("4.2", f"第 {number} 轮", verdict="再议一次", counts=(0, 7, 1, 1, 0)))
        assert seen.entering
        end()
        assert not seen.entering and (seen.fading or whole(seen))
        seen.set_frozen(False)


def test_without_motion_or_out_of_sight_a_reveal_stands_at_once(seen: Wall, monkeypatch: pytest.MonkeyPatch) -> None:
    seen.set_cover(Cover.BLACK)
    seen.show_slide(SLIDES["crowd"])
    assert not seen.entering
    seen.set_cover(Cover.BLACK)
    assert whole(seen)
    monkeypatch.setattr(window, "motion", lambda _milliseconds: 0)
    seen.show_slide(SLIDES["reveal"])
    assert not seen.entering and whole(seen)


def test_a_page_gives_way_to_the_next_and_a_count_does_not(seen: Wall, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    seen.show_slide(SLIDES["question"])
    assert seen.fading and not whole(seen) and "谁来发现" in "".join(line.text for line in written(seen, 960, 540))
    qtbot.waitUntil(lambda: not seen.fading)
    assert whole(seen)
    seen.show_slide(replace(SLIDES["question"], cast=8, counted="应投 12，已投 8"))
    assert not seen.fading and whole(seen)
    seen.show_slide(SLIDES["title"])
    seen.set_cover(Cover.BLACK)
    assert not seen.fading and whole(seen), "black is black at once"
    seen.set_cover(Cover.BLACK)
    seen.show_slide(SLIDES["question"])
    seen.show_slide(SLIDES["reveal"])
    assert seen.entering and not seen.fading
    monkeypatch.setattr(window, "motion", lambda _milliseconds: 0)
    seen.show_slide(SLIDES["case"])
    assert not seen.fading and whole(seen)
