"""The task list (任务分解表): the approved baseline, or what the plan proposes, as an editable table on a landscape page."""

from pathlib import Path

from workshop.model.delivery.tasks import tasks
from workshop.report.progress import Progress
from workshop.wording import day_word, marking_word, wording_word
from workshop.words import Words

from .documents import OFFICIAL_WIDE, Look, add_run, add_table, new_document, page_numbers, saved, spaced
from .faces import FANG, HEI, SONG, TITLE
from .given import Given, Options, go_on, whole
from .legal import Legal

NONE = "—"
WIDTHS = (19.0, 57.0, 29.0, 31.0, 27.0, 27.0, 30.0, 37.0)  # millimetres; 257 between the margins
DUE = 6  # the column with the date


def write_task_list(given: Given, path: Path, options: Options, progress: Progress) -> tuple[str, ...]:
    """The table at `path`; returns the characters that had to be left out."""
    go_on(progress, 0, 2)
    legal = Legal()
    content = _document(given, legal)
    go_on(progress, 1, 2)
    whole(path, content)
    progress(2, 2)
    return legal.dropped


def rows(given: Given) -> tuple[tuple[str, ...], ...]:
    """One line a task; a measure chosen without a step of its own is a task itself."""
    from workshop.model import assessment
    from workshop.model.delivery.tasks import measure_due

    _, state, pack = given.words, given.state, given.pack
    listed = tasks(state, pack)
    order = [row.measure for row in assessment.rank(state, pack)]
    made = [
        (
            task.number,
            _("{name}：{text}", name=pack.measures[task.measure].short, text=task.text),
            task.lead,
            task.support,
            task.sponsor,
            task.owner,
            task.due,
            task.sign,
        )
        for task in listed
    ]
    for measure in order:
        if not any(task.measure == measure for task in listed):
            plan = state.measures[measure]
            texts = (plan.lead, plan.support, plan.sponsor, plan.owner)
            made.append((measure, pack.measures[measure].name, *texts, measure_due(state, measure), ""))
    return tuple(tuple((_day(_, cell) if at == DUE else cell).strip() or NONE for at, cell in enumerate(row)) for row in made)


def _day(words: Words, iso: str) -> str:
    """A date as a bank writes it; in English as figures, which a narrow column holds on one line."""
    return day_word(words, iso) if words.language == "zh_CN" else iso


def _document(given: Given, legal: Legal) -> bytes:
    from docx.enum.text import WD_ALIGN_PARAGRAPH

    _, profile = given.words, given.state.engagement
    title = _("{bank}金融科技成熟度行动方案任务分解表", bank=profile.bank)
    document = new_document(OFFICIAL_WIDE, title, profile.author, _.language, legal)
    add_run(spaced(document.add_paragraph()), legal(f"{_('附件')} 2　{marking_word(_, profile.marking)}"), Look(14, HEI))
    head = spaced(document.add_paragraph(), before=6, after=4)
    head.alignment = WD_ALIGN_PARAGRAPH.CENTER
    add_run(head, legal(title), Look(20, TITLE))
    note = spaced(document.add_paragraph(), after=4)
    note.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    add_run(note, legal(f"{wording_word(_, profile.wording)} · {day_word(_, profile.held_on)}"), Look(12, FANG))
    heads = (_("序号"), _("任务"), _("牵头部门"), _("配合部门"), _("分管行领导"), _("责任人"), _("完成时限"), _("完成标志"))
    table = [tuple(legal(cell) for cell in row) for row in rows(given)]
    if table:
        add_table(document, heads, table, WIDTHS, Look(12, FANG), Look(12, HEI), leading=18)
    else:
        add_run(document.add_paragraph(), _("还没有选定举措。"), Look(16, FANG))
    page_numbers(document, Look(14, SONG))
    return saved(document)
