"""`stewards roster`: the lists of the sample, compared with the sample branch and taken in."""

import json
import shutil
from pathlib import Path

import pytest

from .running import changing_nothing, log_of, run
from .test_help import SAMPLES

ROSTER_2018 = SAMPLES / "roster-2018-09-01.csv"
ROSTER_2019 = SAMPLES / "roster-2019-09-01.xlsx"
AWKWARD = SAMPLES / "roster-awkward.csv"

BAD_ROWS = (
    (
        "row 5, Indmeldt '31-09-2001': Cannot read Indmeldt '31-09-2001' because it is not a calendar day"
        " written as dd-mm-yyyy. Correct the day, or choose a profile with its form."
    ),
    (
        "row 7, Arbejdsplads-id 'jc-99': Cannot place a member at jc-99 because no entry formed a unit"
        " of that id. Correct the id, form the unit first, or let --form-workplaces form it."
    ),
    (
        "row 9, Medlemsnr. 'M00008': Cannot use this row for Medlemsnr. M00008 because row 10 has the"
        " same. Delete the one that is wrong."
    ),
    (
        "row 10, Medlemsnr. 'M00008': Cannot use this row for Medlemsnr. M00008 because row 9 has the"
        " same. Delete the one that is wrong."
    ),
    (
        "row 13, Medlemsnr. '': Cannot read this row because its Medlemsnr. is blank. Give the member's"
        " number in the union, or delete the row."
    ),
    (
        "row 14, Medlemsnr. '01********': Cannot record 01******** as Medlemsnr. because it has the form"
        " of a civil registration number, and the log holds opaque ids only. Use the member's number in"
        " the union instead."
    ),
    (
        "row 16, Kategori 'Aktivt': Cannot read Kategori 'Aktivt' because the profile danish knows only"
        " Aktiv, Studerende, Ledig, Orlov, Senior, Passiv. Correct the word, or add it to [categories]"
        " of a profile."
    ),
    (
        "row 22, Indmeldt '2019-03-32': Cannot read Indmeldt '2019-03-32' because it is not a calendar day"
        " written as dd-mm-yyyy. Correct the day, or choose a profile with its form."
    ),
    (
        "row 24 'M00027': Cannot separate the cells of this row because it has 3 and there are 5"
        " headings. Complete it, or put a cell that holds the delimiter in quotation marks."
    ),
)


def test_a_roster_that_says_the_same(sample_store: Path) -> None:
    """It is said how the file was read, what each side has, and that nothing differs."""
    ended = changing_nothing(
        "roster compare", ROSTER_2018, "--on", "2018-09-01", store=sample_store
    )

    assert ended.code == 0
    assert ended.out == (
        "roster-2018-09-01.csv, Windows-1252, cells separated by ';': 843 members.\n"
        "The registry has 843 members on 2018-09-01.\n"
        "No differences.\n"
    )


def test_a_roster_that_differs(sample_store: Path) -> None:
    """The differences come by kind, and the exit code is 1."""
    ended = changing_nothing(
        "roster compare", ROSTER_2019, "--on", "2019-09-01", store=sample_store
    )

    assert ended.code == 1
    assert ended.out == (
        "roster-2019-09-01.xlsx, XLSX: 805 members.\n"
        "The registry has 806 members on 2019-09-01.\n"
        "\nOn the list only: 1\nmember\n──────\nM00009\n"
        "\nIn the registry only: 2\nmember\n──────\nM00999\nM01000\n"
        "\nWorkplace differs: 5\n"
        "member  from            to\n"
        "────────────────────────────────────\n"
        "M00039  bbu-03          jc-laerkevej\n"
        "M00072  bbu-09          amc\n"
        "M00426  bcv-06          bbu-05\n"
        "M00494  noejsomhedsvej  bbu-09\n"
        "M00948  jc-6            bbu-03\n"
    )


def test_a_roster_is_compared_as_known_then(sample_store: Path) -> None:
    """On its own day the registry knew no better, but for five workplaces nobody had told."""
    line = "roster compare --on 2019-09-01 --known-at 2019-09-01 -o json"
    found = json.loads(run(line, ROSTER_2019, store=sample_store).out)

    assert (found["roster"], found["registry"]) == (805, 805)
    assert (found["joined"], found["left"], found["category"]) == ([], [], [])


def test_the_differences_in_json(sample_store: Path) -> None:
    """A program is given the differences by kind, the problems, and how the file was read."""
    ended = run("roster compare --on 2019-09-01 -o json", ROSTER_2019, store=sample_store)

    assert ended.code == 1
    assert json.loads(ended.out) == {
        "on": "2019-09-01",
        "roster": 805,
        "registry": 806,
        "joined": ["M00009"],
        "left": ["M00999", "M01000"],
        "moved": [
            {"member": "M00039", "from": "bbu-03", "to": "jc-laerkevej"},
            {"member": "M00072", "from": "bbu-09", "to": "amc"},
            {"member": "M00426", "from": "bcv-06", "to": "bbu-05"},
            {"member": "M00494", "from": "noejsomhedsvej", "to": "bbu-09"},
            {"member": "M00948", "from": "jc-6", "to": "bbu-03"},
        ],
        "category": [],
        "joining_days": [],
        "problems": [],
        "unconcluded": [],
        "file": "roster-2019-09-01.xlsx",
        "encoding": "XLSX",
        "delimiter": None,
        "sheet": None,
        "remarks": [],
    }


def test_the_differences_in_csv(sample_store: Path) -> None:
    """A spreadsheet is given one line a difference, problems among them."""
    lines = run("roster compare --on 2019-09-01 -o csv", AWKWARD, store=sample_store).out.split(
        "\n"
    )

    assert lines[0] == "difference,member,from,to,row,column,value,problem"
    assert "moved,M00039,bbu-03,jc-laerkevej,,,," in lines
    assert "unconcluded,M00999,,,,,," in lines
    assert lines[-10].startswith('problem,,,,5,Indmeldt,31-09-2001,"Cannot read Indmeldt')


def test_the_bad_rows_of_a_roster(sample_store: Path) -> None:
    """Every problem is told with its row, its column and what stands there, and nothing recorded."""
    line = "roster import --on 2019-09-01"
    ended = changing_nothing(line, AWKWARD, store=sample_store)

    assert (ended.code, ended.out) == (2, "")
    first, *rest = ended.err.splitlines()
    assert first == (
        "Error: Cannot import roster-awkward.csv because it has bad rows (9). Correct them, or leave"
        " them out with --skip-bad-rows; nothing was recorded."
    )
    assert rest == [f"  {problem}" for problem in BAD_ROWS]


def test_bad_rows_that_are_skipped_are_listed(sample_store: Path) -> None:
    """It says what it left out, and that it takes nobody for one who left, for two rows name nobody."""
    line = "roster import --on 2019-09-01 --skip-bad-rows -o json"
    done = json.loads(run(line, AWKWARD, store=sample_store).out)

    assert (done["joined"], done["left"], done["workplace_changed"]) == (0, 0, 1)
    assert [problem["row"] for problem in done["problems"]] == [5, 7, 9, 10, 13, 14, 16, 22, 24]
    assert len(done["unconcluded"]) == 769
    assert (done["before"], done["after"]) == (806, 806)


def test_a_skipped_member_is_not_taken_for_one_who_left(sample_store: Path, tmp_path: Path) -> None:
    """Rows that name their member keep that member, and only whoever is missing left."""
    kept = [
        line for line in AWKWARD.read_bytes().splitlines() if not line.startswith((b";", b"01"))
    ]
    path = tmp_path / "list.csv"
    path.write_bytes(b"\n".join(kept) + b"\n")

    line = "roster import --on 2019-09-01 --skip-bad-rows --dry-run"
    facts = map(json.loads, run(line, path, store=sample_store).out.splitlines())
    left = {fact["member"] for fact in facts if fact["type"] == "MemberLeft"}

    assert not left & {"M00004", "M00006", "M00008", "M00016", "M00023", "M00027"}
    assert len(left) == 769


UNBELIEVED = (
    "Joining days not believed, since another list or a fact contradicts them: 1. What the list says is"
    " kept.\n"
)
RESTATED = "The count on 2019-09-01, published as 805, changes from 806 to 805.\n"


def test_a_roster_is_taken_in(sample_store: Path) -> None:
    """The plan is shown with its totals, the count and what to look at, and recorded as one batch."""
    ended = run("roster import --on 2019-09-01", ROSTER_2019, store=sample_store)

    assert ended.code == 0
    assert ended.out == (
        "roster-2019-09-01.xlsx, XLSX: 805 members.\n"
        "Plan for 2019-09-01\n"
        "facts              number\n"
        "─────────────────────────\n"
        "joined                  1\n"
        "left                    2\n"
        "workplace changed       5\n"
        "category changed        0\n"
        "workplaces formed       0\n"
        "joining days kept       1\n"
        "voided                  0\n"
        "806 members before, 805 after.\n"
        f"{UNBELIEVED}"
        f"{RESTATED}"
        "Recorded 10 facts as entries 1814 to 1823, batch roster-2019-09-01-1814.\n"
    )
    count = json.loads(run("count --on 2019-09-01 -o json", store=sample_store).out)
    assert count["members"] == 805


def test_a_roster_taken_in_again_does_nothing(sample_store: Path) -> None:
    """The second time there is nothing to record, and it says so."""
    run("roster import --on 2019-09-01", ROSTER_2019, store=sample_store)
    line = "roster import --on 2019-09-01"
    again = changing_nothing(line, ROSTER_2019, store=sample_store)

    assert again.code == 0
    assert again.out.splitlines()[-1] == (
        "Nothing to record: the list of 2019-09-01 is already imported."
    )


def test_a_dry_run_can_be_imported(sample_store: Path, tmp_path: Path) -> None:
    """It prints the facts and records nothing; importing them gives what the import itself gives."""
    other = Path(shutil.copy(sample_store, tmp_path / "other.db"))
    line = "roster import --on 2019-09-01"
    dry = changing_nothing(f"{line} --dry-run", ROSTER_2019, store=sample_store)
    run("log import -", store=other, given=dry.out)
    run(line, ROSTER_2019, store=sample_store)

    assert dry.err == (
        "roster-2019-09-01.xlsx, XLSX: 805 members.\n"
        "1 joined, 2 left, 5 workplace changed, 0 category changed, 0 workplaces formed, 1 joining days"
        " kept, 0 voided; 806 members before, 805 after.\n"
        f"{UNBELIEVED}"
        f"{RESTATED}"
    )
    assert _without_instants(other) == _without_instants(sample_store)


def test_a_list_of_our_own_is_a_roster(sample_store: Path, tmp_path: Path) -> None:
    """What `member list -o csv` prints is read with the profile `stewards`, and says the same."""
    path = tmp_path / "members.csv"
    path.write_text(run("member list --on 2019-09-01 -o csv", store=sample_store).out, "utf-8")

    line = "roster compare --on 2019-09-01 --profile stewards"
    ended = run(line, path, store=sample_store)

    assert ended.out.endswith("No differences.\n")


def test_a_first_roster_makes_a_registry(tmp_path: Path) -> None:
    """From one unit and a list: the workplaces are formed below it, and everybody joins."""
    store = tmp_path / "new.db"
    run("init", store=store)
    run("unit form kk --name Kommune --kind employer --on 2015-01-01", store=store)
    line = "roster import --on 2018-09-01 --form-workplaces kk -o json"
    done = json.loads(run(line, ROSTER_2018, store=store).out)

    assert (done["joined"], done["workplaces_formed"], done["after"]) == (843, 47, 843)
    on_roster = run("roster compare --on 2018-09-01", ROSTER_2018, store=store)
    assert on_roster.code == 0


@pytest.mark.parametrize("order", [(0, 1), (1, 0)], ids=["oldest first", "newest first"])
def test_the_two_lists_in_either_order(tmp_path: Path, order: tuple[int, int]) -> None:
    """Each keeps its day, and on the day before the second one the count is a range."""
    store = tmp_path / "new.db"
    run("init", store=store)
    run("unit form kk --name Kommune --kind employer --on 2015-01-01", store=store)
    lists = ((ROSTER_2018, "2018-09-01"), (ROSTER_2019, "2019-09-01"))
    for listed, day in (lists[number] for number in order):
        run(f"roster import --on {day} --form-workplaces kk", listed, store=store)
    counted = [
        json.loads(run(f"count --on {day} -o json", store=store).out)
        for day in ("2018-09-01", "2019-08-31", "2019-09-01")
    ]

    assert [(c["members"], c["at_least"], c["at_most"]) for c in counted] == [
        (843, 843, 843),
        (896, 805, 896),
        (805, 805, 805),
    ]


def test_half_a_list_is_refused_unless_somebody_is_sure(sample_store: Path, tmp_path: Path) -> None:
    """The plan is shown, then how many would leave; a dry run says so, and prints the facts."""
    half = tmp_path / "half.csv"
    half.write_bytes(b"\n".join(ROSTER_2018.read_bytes().splitlines()[:400]) + b"\n")
    line = "roster import --on 2018-09-01"
    refused = changing_nothing(line, half, store=sample_store)
    dry = changing_nothing(f"{line} --dry-run", half, store=sample_store)
    sure = run(f"{line} --yes -o json", half, store=sample_store)

    because = (
        "Cannot import the list of 2018-09-01 because it lacks 444 of the registry's members, more than a"
        " fifth of the 843 there are; nothing was recorded. Check that the list is complete, and give --yes"
        " if they did leave, or --expect with the number of members it should name."
    )
    assert refused.code == 3
    assert (
        "\n843 members before, 399 after.\nIn office, and not on the list: M00444 (steward at"
        in refused.out
    )
    assert refused.out.endswith(
        "The count on 2018-09-01, published as 843, changes from 843 to 399.\n"
        "The count on 2019-09-01, published as 805, changes from 806 to 413.\n"
    )
    assert refused.err == f"Error: {because}\n"
    assert dry.code == 0
    assert dry.err.splitlines()[-1] == f"It would be refused: {because}"
    assert len(dry.out.splitlines()) == 1 + 444
    assert json.loads(sure.out)["left"] == 444


def test_a_file_that_is_no_list(sample_store: Path, tmp_path: Path) -> None:
    """A clear error, exit code 2, and nothing recorded."""
    missing = tmp_path / "none.csv"
    ended = changing_nothing("roster import --on 2019-09-01", missing, store=sample_store)

    assert (ended.code, ended.out) == (2, "")
    assert ended.err.startswith(f"Error: Cannot read {missing} because ")


def test_the_day_of_a_roster_must_be_given(sample_store: Path) -> None:
    """A list is of a day, and that is not always today."""
    ended = run("roster import", ROSTER_2019, store=sample_store)

    assert ended.code == 2
    assert "Missing option '--on'" in ended.err


@pytest.mark.parametrize("line", ["roster compare", "roster import --skip-bad-rows"])
def test_nothing_that_is_printed_is_a_civil_registration_number(
    line: str, sample_store: Path
) -> None:
    """A number of that form stands in the file, and is masked wherever it would be printed."""
    for output in ("table", "json", "jsonl", "csv"):
        ended = run(f"{line} --on 2019-09-01 -o {output}", AWKWARD, store=sample_store)

        assert "0101701234" not in ended.out + ended.err
        assert "01********" in ended.out + ended.err


@pytest.mark.parametrize("output", ["table", "json", "jsonl", "csv"])
def test_neither_the_file_nor_its_headings_are_printed_as_one(
    output: str, sample_store: Path, tmp_path: Path
) -> None:
    """A file may be named after somebody, and a profile may want a heading of that form."""
    profile = tmp_path / "p.toml"
    profile.write_text('title = "Odd"\n[roster]\nmember = "0101701234"\n')
    listed = tmp_path / "010170-1234.csv"
    listed.write_text("0101701234\nM 1\n")

    ended = run(
        f"roster compare --on 2019-09-01 --profile {profile} -o {output}",
        listed,
        store=sample_store,
    )

    assert ended.code == 1
    assert "0101701234" not in ended.out + ended.err
    assert "010170-1234" not in ended.out + ended.err


def _without_instants(store: Path) -> list[dict[str, object]]:
    facts = [json.loads(line) for line in log_of(store).splitlines()]
    return [fact | {"recorded_at": None} for fact in facts]


def listing(folder: Path, *rows: str) -> Path:
    """Write a list of members and their workplaces."""
    path = folder / "list.csv"
    path.write_text("Medlemsnr.;Arbejdsplads-id\n" + "".join(f"{row}\n" for row in rows), "utf-8")
    return path


def test_a_list_of_a_unit(store: Path, tmp_path: Path) -> None:
    """Whoever it lacks has no workplace there, and stays a member; the union is not mixed with it."""
    line = "roster import --unit jc-1 --yes --on"
    run(f"{line} 2019-07-01", listing(tmp_path, *(f"M{n};jc-1" for n in range(1, 6))), store=store)
    run(f"{line} 2019-07-15", listing(tmp_path, *(f"M{n};jc-1" for n in range(1, 4))), store=store)
    counted = [
        json.loads(run(f"count --on 2019-07-15 {scope} -o json", store=store).out)["members"]
        for scope in ("--unit jc-1", "")
    ]
    mixed = changing_nothing(
        "roster import --on 2019-07-20", listing(tmp_path, "M1;jc-1"), store=store
    )

    assert counted == [3, 6]
    assert (mixed.code, mixed.out) == (3, "")
    assert mixed.err == (
        "Error: Cannot import a list of the whole union because one of jc-1 is already imported (batch"
        " roster-2019-07-01-13); nothing was recorded. Lists of one registry are all of the same members:"
        " import lists of jc-1 only.\n"
    )


def test_a_list_of_a_unit_names_nobody_elsewhere(store: Path, tmp_path: Path) -> None:
    """Such a row is bad; a list without workplaces is refused as a whole."""
    line = "roster import --on 2019-07-01 --unit jc-1"
    elsewhere = changing_nothing(line, listing(tmp_path, "M1;jc-1", "M7;jc-2"), store=store)
    path = tmp_path / "members.csv"
    path.write_text("Medlemsnr.\nM1\n")
    unplaced = changing_nothing(line, path, store=store)

    assert (elsewhere.code, unplaced.code) == (2, 2)
    assert elsewhere.err == (
        "Error: Cannot import list.csv because it has bad rows (1). Correct them, or leave them out with"
        " --skip-bad-rows; nothing was recorded.\n"
        "  row 3, Arbejdsplads-id 'jc-2': Cannot take M7 from a list of jc-1 because it has the member at"
        " jc-2, not at or below that unit. Correct the row, or import the list without --unit if it is of the"
        " whole union.\n"
    )
    assert unplaced.err == (
        "Error: Cannot take in a list of jc-1 because it has no column of workplaces, so nobody can tell whom"
        " it is about. Add the column, or leave out --unit if the list is of the whole union.\n"
    )


def test_the_number_of_members_that_is_expected(store: Path, tmp_path: Path) -> None:
    """Another one is refused, with --yes as well; the right one stands for it."""
    listed = listing(tmp_path, "M1;jc-1", "M2;jc-1")
    line = "roster import --on 2019-07-01"
    refused = changing_nothing(f"{line} --expect 6 --yes", listed, store=store)
    taken = run(f"{line} --expect 2 -o json", listed, store=store)

    assert (refused.code, refused.out) == (3, "")
    assert refused.err == (
        "Error: Cannot import the list of 2019-07-01 because the number of members it names is 2, not 6;"
        " nothing was recorded. Check that the list is complete, or correct the number you expect.\n"
    )
    assert (taken.code, json.loads(taken.out)["after"]) == (0, 2)


def test_a_list_of_an_impossible_day(store: Path, tmp_path: Path) -> None:
    """A slip in the year is refused as wrong use."""
    ended = changing_nothing("roster import --on 1819-09-01", listing(tmp_path, "M1;"), store=store)

    assert ended.code == 2
    assert ended.err.startswith(
        "Error: Cannot take in a list of 1819-09-01 because that day lies before 1900, or more than a year"
        " after today, "
    )


def test_another_list_of_a_day(store: Path, tmp_path: Path) -> None:
    """The first one is named, and how to take it back; then the second one is taken in."""
    line = "roster import --yes --on 2019-07-01"
    run(line, listing(tmp_path, "M1;jc-1", "M2;jc-1"), store=store)
    other = listing(tmp_path, "M1;jc-1", "M3;jc-1")
    refused = changing_nothing(line, other, store=store)
    reverted = run("batch revert roster-2019-07-01-13 --reason 'of another month'", store=store)
    taken = run(f"{line} -o json", other, store=store)

    assert refused.code == 3
    assert refused.err == (
        "Error: Cannot import the list of 2019-07-01 because a list of that day is already imported (entry"
        " 13, batch roster-2019-07-01-13) and says something else (members concerned: 2); nothing was"
        " recorded. If this one is right, revert that batch first: 'stewards batch revert"
        " roster-2019-07-01-13'.\n"
    )
    assert reverted.out.startswith("Reverted batch roster-2019-07-01-13: ")
    assert (taken.code, json.loads(taken.out)["after"]) == (0, 2)


def test_knowledge_that_begins_before_the_list(tmp_path: Path) -> None:
    """From the day that is given the count has an upper bound."""
    store = tmp_path / "new.db"
    run("init", store=store)
    line = "roster import --on 2019-07-01 --complete-since 2019-01-01"
    path = tmp_path / "members.csv"
    path.write_text("Medlemsnr.\nM1\n")
    run(line, path, store=store)
    most = [
        json.loads(run(f"count --on {day} -o json", store=store).out)["at_most"]
        for day in ("2018-12-31", "2019-01-01", "2019-07-01")
    ]

    assert most == [None, 1, 1]


def test_days_of_joining_that_are_believed(store: Path, tmp_path: Path) -> None:
    """A list lacked M7; the next one gives a day before it, which is remarked, or believed."""
    run("roster import --on 2019-07-01", listing(tmp_path, *ALL_SIX), store=store)
    path = tmp_path / "joined.csv"
    path.write_text(
        "Medlemsnr.;Indmeldt\nM7;01-06-2019\n" + "".join(f"{r[:2]};\n" for r in ALL_SIX)
    )
    line = "roster import --on 2019-07-15 --dry-run"
    kept = run(line, path, store=store)
    believed = run(f"{line} --believe joining-days", path, store=store)

    assert kept.err.endswith(UNBELIEVED)
    assert "not believed" not in believed.err
    joined = [json.loads(line) for line in believed.out.splitlines() if "MemberJoined" in line]
    assert [(j["member"], j["effective_on"]) for j in joined] == [("M7", "2019-06-01")]


ALL_SIX = [*(f"M{number};jc-1" for number in range(1, 6)), "M6;"]
