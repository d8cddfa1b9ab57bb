"""What the room decides and says: records with basis and dissent, notes, pains, facts, cases, parking lot, attachments."""

from collections.abc import Callable

import pytest

from workshop.model.rows import Attachment
from workshop.model.store import Store
from workshop.model.store.recording import ATTACHMENT_LIMIT

from .conftest import opened, seats, voted
from .test_setup import refusal


def test_a_record_rests_on_the_last_revealed_round_and_keeps_dissent(store: Store) -> None:
    voted(store, (2, 2, 2, 4))
    second = voted(store, (2, 2, 2, 3))
    store.settle("indicator", "1.1", 2, "majority", rationale="有名册", sensitive=True, dissents=[("", 3, "有平台", "看到清单", False)])
    state = store.state()
    record = state.record_of("indicator", "1.1")
    assert record is not None
    assert (record.ballot, record.level, record.sensitive, record.seq) == (second, 2, 1, 1)
    (dissent,) = state.dissents_of(record.id)
    assert (dissent.grp, dissent.level, dissent.in_plan, dissent.change_if) == ("", 3, 0, "看到清单")
    assert state.level_of("1.1") == 2
    assert state.level_of("2.1") is None


def test_a_level_is_changed_only_with_a_reason_and_both_stay(store: Store) -> None:
    store.settle("indicator", "1.1", 3, "consensus")
    store.settle("indicator", "1.1", 3, "majority")
    assert refusal(lambda: store.settle("indicator", "1.1", 4, "majority")).code == "record.reason"
    assert refusal(lambda: store.settle("indicator", "1.1", None, "not_applicable", reason=" ")).code == "record.reason"
    store.settle("indicator", "1.1", 4, "leadership", reason="补交了材料")
    assert [record.level for record in store.state().records] == [3, 3, 4]


def test_what_was_parked_is_settled_without_a_reason(store: Store) -> None:
    store.settle("indicator", "1.1", 3, "parked")
    assert store.state().level_of("1.1") is None
    store.settle("indicator", "1.1", 3, "consensus")
    assert store.state().level_of("1.1") == 3


def test_a_record_that_cannot_be_is_refused(store: Store) -> None:
    assert refusal(lambda: store.settle("indicator", "1.1", 0, "consensus")).code == "vote.level"
    assert refusal(lambda: store.settle("indicator", "1.1", None, "majority")).code == "vote.level"
    assert refusal(lambda: store.settle("indicator", "1.1", 3, "dice")).code == "record.basis"
    assert refusal(lambda: store.settle("indicator", "9.9", 3, "consensus")).code == "id.unknown"
    opened(store)
    assert refusal(lambda: store.settle("indicator", "1.1", 3, "consensus")).code == "record.open_ballot"
    assert store.state().records == ()


def test_dissent_is_added_changed_and_removed(store: Store) -> None:
    store.settle("indicator", "1.1", 3, "majority")
    record = store.state().records[0]
    store.add_dissent(record.id, "", None, "看法未定")
    store.add_dissent(record.id, "", 4, "高一级")
    first, second = store.state().dissents
    store.set_dissent(first.id, sensitive=1, text="暂无看法")
    store.remove_dissent(second.id)
    (left,) = store.state().dissents
    assert (left.text, left.sensitive) == ("暂无看法", 1)
    assert refusal(lambda: store.add_dissent("x", "", 3, "")).code == "id.unknown"
    assert refusal(lambda: store.add_dissent(record.id, "", 7, "")).code == "vote.level"
    assert refusal(lambda: store.set_dissent("x", text="")).code == "id.unknown"
    assert refusal(lambda: store.remove_dissent("x")).code == "id.unknown"


def test_no_dissent_bears_a_name_that_the_votes_do_not(make: Callable[..., Store]) -> None:
    store = make()
    for number in range(4):
        store.add_seat(f"网点 {number + 1}", "业务")
    store.add_seat("总工", "科技")
    voted(store, (2, 2, 2, 3, 3, 3, 2, 4, 3))  # two leaders, three of technology, four of business

    def dissent(group: str) -> Callable[[], object]:
        return lambda: store.settle("indicator", "1.1", 3, "majority", dissents=[(group, 4, "高一级", "", True)])

    shown = {vote.grp for vote in store.state().rounds[0].votes} - {""}
    hidden = {seat.grp for seat in seats(store)} - shown
    assert "决策层" in hidden
    for name in (*hidden, "行长", "外"):
        assert refusal(dissent(name)).code == "dissent.group"
    assert not store.state().records, "refused as a whole"
    for name in ("", *shown):
        dissent(name)()
    record, written = store.state().records[-1], store.state().dissents[0]
    assert refusal(lambda: store.add_dissent(record.id, "决策层", 4, "")).code == "dissent.group"
    assert refusal(lambda: store.set_dissent(written.id, grp="行长")).code == "dissent.group"


def test_named_rooms_and_unvoted_records_name_whom_they_can(make: Callable[..., Store]) -> None:
    store = make()
    assert refusal(lambda: store.settle("indicator", "1.1", 3, "majority", dissents=[("科技", 4, "", "", True)])).code == "dissent.group"
    store.set_profile(vote_mode="named")
    store.settle("indicator", "1.1", 3, "majority", dissents=[("科技", 4, "高一级", "", True)])
    assert store.state().dissents[0].grp == "科技"


def test_pains_facts_and_cases_are_marked_and_unmarked(store: Store) -> None:
    store.tick_pain("P01", 2)
    store.answer_fact("people.plan", "unsure")
    store.pick_case("shop", "先看看")
    state = store.state()
    assert (state.pains, state.facts, state.cases) == ({"P01": 2}, {"people.plan": "unsure"}, {"shop": "先看看"})
    for _ in range(2):
        store.tick_pain("P01", 0)
        store.answer_fact("people.plan", "")
        store.pick_case("shop", None)
    state = store.state()
    assert (state.pains, state.facts, state.cases) == ({}, {}, {})


def test_marks_on_what_is_not_there_are_refused(store: Store) -> None:
    assert refusal(lambda: store.tick_pain("P99", 1)).code == "id.unknown"
    assert refusal(lambda: store.tick_pain("P01", 3)).code == "pain.severity"
    assert refusal(lambda: store.tick_pain("P01", True)).code == "pain.severity"
    assert refusal(lambda: store.answer_fact("x", "yes")).code == "id.unknown"
    assert refusal(lambda: store.answer_fact("people.plan", "maybe")).code == "fact.answer"
    assert refusal(lambda: store.pick_case("x")).code == "id.unknown"


def test_notes_are_written_changed_and_removed(store: Store) -> None:
    store.add_note("recap", "dimension", "people", "人够用", sensitive=True)
    (note,) = store.state().notes_of("dimension", "people")
    store.set_note(note.id, text="人不够用", sensitive=0)
    assert store.state().notes[0].text == "人不够用"
    store.remove_note(note.id)
    assert store.state().notes == ()
    assert refusal(lambda: store.set_note(note.id, text="")).code == "id.unknown"
    assert refusal(lambda: store.remove_note(note.id)).code == "id.unknown"


def test_a_parked_topic_has_words_owner_and_date(store: Store) -> None:
    store.park("topic", "", "谁牵头", "行长", "2026-04-01")
    (parked,) = store.state().parked
    store.set_parked(parked.id, done=1)
    assert store.state().parked[0].done == 1
    assert refusal(lambda: store.park("topic", "", " ")).code == "parked.text"
    assert refusal(lambda: store.set_parked(parked.id, text="")).code == "parked.text"
    assert refusal(lambda: store.set_parked("x", done=1)).code == "id.unknown"


def test_documents_are_handed_in_or_missing(store: Store) -> None:
    store.set_evidence("1.1", 1, "handed")
    assert [(row.item, row.status) for row in store.state().evidence] == [(1, "handed")]
    store.set_evidence("1.1", 1, "")
    store.set_evidence("1.1", 1, "")
    assert store.state().evidence == ()
    for indicator, item in (("9.9", 0), ("1.1", 2), ("1.1", -1)):
        assert refusal(lambda i=indicator, n=item: store.set_evidence(i, n, "handed")).code == "id.unknown"  # type: ignore[misc]


def test_an_attachment_keeps_its_bytes_and_goes_with_them(store: Store) -> None:
    store.attach("indicator", "1.1", "照片.png", "image/png", b"\x89PNG\0bytes")
    (row,) = store.rows(Attachment)
    assert (row.size, store.attachment_bytes(row.id)) == (10, b"\x89PNG\0bytes")
    store.remove_attachment(row.id)
    assert store.rows(Attachment) == ()
    assert refusal(lambda: store.attachment_bytes(row.id)).code == "id.unknown"
    assert refusal(lambda: store.remove_attachment(row.id)).code == "id.unknown"
    assert refusal(lambda: store.attach("indicator", "1.1", "大", "", bytes(ATTACHMENT_LIMIT + 1))).code == "attachment.size"


def test_a_seat_away_for_the_day_of_a_practice_vote_changes_nothing(store: Store) -> None:
    voted(store, (1, 2, 3, 4), "practice", "practice")
    assert store.state().records == ()


@pytest.mark.parametrize("kind", ["impact", "urgency"])
def test_impact_and_urgency_are_settled_like_indicators(store: Store, kind: str) -> None:
    voted(store, (3, 4, 4, 4), kind, "M1")
    store.settle(kind, "M1", 4, "consensus")
    record = store.state().record_of(kind, "M1")
    assert record is not None
    assert record.level == 4
