"""`stewards member`."""

import json
from pathlib import Path

import pytest

from .running import Ran, changing_nothing, log_of, run


def test_each_fact_about_a_member_is_recorded(store: Path) -> None:
    """A membership from joining to leaving, one entry a fact."""
    told = [
        run("member join M7 --workplace jc-1 --on 2020-01-01", store=store),
        run("member change-workplace M7 --workplace jc-2 --on 2020-01-02", store=store),
        run("member confirm-workplace M7 --on 2020-01-03", store=store),
        run("member change-category M7 --category senior --on 2020-01-04", store=store),
        run("member change-workplace M7 --no-workplace --on 2020-01-05", store=store),
        run("member leave M7 --reason retired --on 2020-01-06", store=store),
    ]

    assert [ended.out for ended in told] == [
        (
            "Recorded entry 13: MemberJoined, member M7, workplace jc-1, category active,"
            " from 2020-01-01.\n"
        ),
        "Recorded entry 14: WorkplaceChanged, member M7, workplace jc-2, from 2020-01-02.\n",
        "Recorded entry 15: WorkplaceConfirmed, member M7, from 2020-01-03.\n",
        "Recorded entry 16: CategoryChanged, member M7, category senior, from 2020-01-04.\n",
        "Recorded entry 17: WorkplaceChanged, member M7, no workplace, from 2020-01-05.\n",
        "Recorded entry 18: MemberLeft, member M7, reason retired, from 2020-01-06.\n",
    ]


def test_what_is_known_of_the_work_of_a_member_is_recorded(store: Path) -> None:
    """Since when and as what; away, for longer than planned, and back."""
    told = [
        run(
            "member employment M1 --since 2018-03-01 --standing manager --on 2020-01-01",
            store=store,
        ),
        run("member absent M1 --until 2020-06-01 --reason leave --on 2020-02-01", store=store),
        run("member absent M1 --until 2020-07-01 --on 2020-05-01", store=store),
        run("member back M1 --on 2020-06-15", store=store),
    ]

    assert [ended.out for ended in told] == [
        (
            "Recorded entry 13: EmploymentStated, member M1, since 2018-03-01, standing manager,"
            " from 2020-01-01.\n"
        ),
        (
            "Recorded entry 14: AbsenceBegan, member M1, until 2020-06-01, reason leave,"
            " from 2020-02-01.\n"
        ),
        "Recorded entry 15: AbsenceBegan, member M1, until 2020-07-01, from 2020-05-01.\n",
        "Recorded entry 16: AbsenceEnded, member M1, from 2020-06-15.\n",
    ]


def test_what_was_recorded_in_json(store: Path) -> None:
    """The entry is an object with its common fields and its own; the note and who recorded it too."""
    ended = run(
        "--recorded-by clerk-2 member join M7 --on 2020-01-01 --note 'by letter' -o json",
        store=store,
    )

    entry = json.loads(ended.out)
    assert entry.pop("recorded_at").endswith("Z")
    assert entry == {
        "entry": 13,
        "type": "MemberJoined",
        "effective_on": "2020-01-01",
        "recorded_by": "clerk-2",
        "voided_by": None,
        "member": "M7",
        "workplace": None,
        "category": "active",
        "note": "by letter",
        "batch": None,
        "placed_on": None,
        "not_before": None,
        "derived": None,
    }


@pytest.mark.parametrize("words", [[], ["--workplace", "jc-2", "--no-workplace"]])
def test_change_workplace_asks_for_one_of_two(store: Path, words: list[str]) -> None:
    """No workplace is said in so many words, never by leaving something out."""
    ended = changing_nothing("member change-workplace M1", *words, store=store)

    assert ended == Ran(
        2,
        "",
        "Usage: stewards member change-workplace [OPTIONS] MEMBER\n"
        "Try 'stewards member change-workplace --help' for help.\n\n"
        "Error: Give one of --workplace UNIT and --no-workplace.\n",
    )


def test_what_a_rule_forbids_is_refused_and_changes_nothing(store: Path) -> None:
    """A refusal has exit code 3, says why and what to do, and records nothing."""
    ended = changing_nothing("member join M1 --on 2020-01-01", store=store)

    assert ended == Ran(
        3,
        "",
        "Error: Cannot record that M1 joined on 2020-01-01 because M1 is a member that day,"
        " joined on 2019-01-01 (entry 4). Record the leaving first, or void entry 4 if it is wrong.\n",
    )


def test_list_shows_who_is_counted(store: Path) -> None:
    """The members at or below a unit, with the entries that they rest on."""
    ended = run("member list --on 2019-09-01 --unit kk", store=store)

    assert ended.out == (
        "Members in kk on 2019-09-01, as known with entry 12\n"
        "member  workplace  at unit  category  joined by  placed by\n"
        "──────────────────────────────────────────────────────────\n"
        "M1      jc-1       jc-1     active            4          4\n"
        "M2      jc-1       jc-1     active            5          5\n"
        "M3      jc-1       jc-1     active            6          6\n"
        "M4      jc-1       jc-1     active            7          7\n"
    )


def test_list_of_a_category(store: Path) -> None:
    """Only those of the category, and a workplace that nobody has is not a column of the table."""
    ended = run("member list --on 2019-09-01 --category student", store=store)

    assert ended.out == (
        "Members on 2019-09-01, as known with entry 12\n"
        "member  category  joined by  placed by\n"
        "──────────────────────────────────────\n"
        "M6      student           9          9\n"
    )


def test_show_follows_mergers(store: Path) -> None:
    """The workplace on record, and the unit that it has become."""
    run("unit merge jc-1 --into jc-2 --on 2020-01-03", store=store)

    ended = run("member show M1 --on 2020-02-01 -o json", store=store)

    assert json.loads(ended.out) == {
        "member": "M1",
        "workplace": "jc-1",
        "at_unit": "jc-2",
        "category": "active",
        "joined_by": 4,
        "placed_by": 4,
        "is_sure": True,
    }


def test_show_of_somebody_who_is_no_member_that_day(store: Path) -> None:
    """Who has left is not shown, and where to look is said."""
    ended = run("member show M5 --on 2019-09-01", store=store)

    assert ended == Ran(
        3,
        "",
        "Error: Cannot show member M5 on 2019-09-01 because the log had no member of that id for"
        " that day at that instant. Ask for another --on or --known-at, or see"
        " 'stewards history --member M5'.\n",
    )


@pytest.fixture
def listed(store: Path, tmp_path: Path) -> Path:
    """Return the small branch with two lists imported: on both M1 to M4, on the second M6 at jc-1."""
    path = tmp_path / "list.csv"
    for day, more in (("2019-09-01", "M6;"), ("2020-09-01", "M6;jc-1")):
        rows = [*(f"M{number};jc-1" for number in range(1, 5)), more]
        path.write_text("Medlemsnr.;Arbejdsplads-id\n" + "".join(f"{row}\n" for row in rows))
        ended = run(f"roster import --on {day}", path, store=store)
        assert ended.code == 0, ended.err
    return store


def test_what_keeps_a_list_is_said_with_the_fact(listed: Path) -> None:
    """M1 left and is on the next list; how M6 came to jc-1 is told now, and not as the list had it."""
    first = len(log_of(listed).splitlines()) + 1
    left = run("member leave M1 --on 2020-03-01", store=listed)
    moved = run("member change-workplace M6 --workplace jc-2 --on 2020-03-01", store=listed)
    explained = run("member change-workplace M6 --workplace jc-1 --on 2020-04-01", store=listed)

    assert left.out == (
        f"Recorded entry {first}: MemberLeft, member M1, from 2020-03-01.\n"
        f"Entry {first + 1} keeps what the list of 2020-09-01 says; void it if that is wrong.\n"
    )
    assert moved.out == (
        f"Recorded entry {first + 2}: WorkplaceChanged, member M6, workplace jc-2, from 2020-03-01.\n"
        f"Entry {first + 3} voids what was worked out from member lists and no longer follows.\n"
        f"Entry {first + 4} keeps what the list of 2020-09-01 says; void it if that is wrong.\n"
    )
    assert explained.out.endswith(
        f"Entry {first + 6} voids what was worked out from member lists and no longer follows.\n"
    )
    assert {each.err for each in (left, moved, explained)} == {""}


def test_what_keeps_several_lists_is_said_at_once(store: Path, tmp_path: Path) -> None:
    """M1 left between lists that all give the old day of joining: what two of them say is kept."""
    path = tmp_path / "list.csv"
    path.write_text("Medlemsnr.;Indmeldt\nM1;01-01-2019\n")
    for day in ("2019-09-01", "2020-09-01", "2021-09-01"):
        run(f"roster import --yes --on {day}", path, store=store)
    first = len(log_of(store).splitlines()) + 1
    ended = run("member leave M1 --on 2020-03-01", store=store)

    assert ended.out.splitlines()[1:] == [
        (
            f"Entries {first + 1} to {first + 3} keep what the lists of 2020-09-01 and 2021-09-01 say;"
            " void them if that is wrong."
        )
    ]


def test_what_keeps_a_list_is_no_data(listed: Path) -> None:
    """Programs are given the fact, people read the rest on standard error, and a retry says the same."""
    line = "member leave M1 --on 2020-03-01 --command c-1 -o json"
    first = len(log_of(listed).splitlines()) + 1
    told, again = (run(line, store=listed) for _ in range(2))
    keeps = f"Entry {first + 1} keeps what the list of 2020-09-01 says; void it if that is wrong.\n"

    assert json.loads(told.out)["entry"] == json.loads(again.out)["entry"] == first
    assert told.err == keeps
    assert again.err == (
        f"{keeps}Already recorded with the same request id; nothing new was recorded.\n"
    )


def test_what_a_void_takes_with_it_is_said(listed: Path) -> None:
    """The leaving was of somebody else, so the joining behind it is not needed."""
    first = len(log_of(listed).splitlines()) + 1
    run("member leave M1 --on 2020-03-01", store=listed)
    ended = run(f"void {first} --reason 'of somebody else' --on 2020-05-01", store=listed)

    assert ended.out == (
        f"Recorded entry {first + 2}: EntryVoided, voids {first}, reason of somebody else, from 2020-05-01.\n"
        f"Entry {first + 3} voids what was worked out from member lists and no longer follows.\n"
    )
