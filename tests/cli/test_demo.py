"""`stewards demo`: what it shows, and what it keeps."""

from pathlib import Path

import pytest

from .running import Ran, log_of, run


def test_the_main_job_on_the_sample(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Both counts and the change, the stewards, the vacancies with the reason, the moving figure."""
    monkeypatch.chdir(tmp_path)

    shown = run("demo")

    assert (shown.code, shown.err) == (0, "")
    loaded, counts, stewards, vacancies, published = shown.out.split("\n\n")
    assert loaded == "Loaded 1855 facts about a branch in Copenhagen. All ids are made up."
    assert counts.splitlines() == [
        "Members, as known at the end of the day",
        "on          members  change",
        "───────────────────────────",
        "2018-09-01      843",
        "2019-09-01      805     -38",
    ]
    assert stewards.splitlines()[0] == "Stewards in office on 2019-09-01: 35"
    assert len(stewards.splitlines()) == 3 + 35
    assert vacancies.splitlines() == [
        "Workplaces entitled to a steward that have none on 2019-09-01: 5",
        "workplace       name                               because",
        "────────────────────────────────────────────────────────────────────────────",
        "bch-08          Handicapenhed 8                    6 social workers observed",
        "bcv-11          Voksenenhed 11                     5 members",
        "bcv-12          Voksenenhed 12                     6 members",
        "jc-6            Jobcenter 6, Gammel Køge Landevej  19 members",
        "noejsomhedsvej  Nøjsomhedsvej                      26 members",
    ]
    assert published.splitlines() == [
        "How the count for 2019-09-01 changed as facts were reported late",
        "known on    members  because",
        "────────────────────────────────────────────────────────────────────────────",
        "2019-09-01      805  published",
        "2019-10-15      804  M00009 left on 2019-08-01, reported late (entry 1808)",
        "2019-10-20      805  M00999 joined on 2019-08-15, reported late (entry 1810)",
        "2019-11-03      806  M01000 joined on 2019-09-01, reported late (entry 1811)",
    ]
    assert max(map(len, shown.out.splitlines())) <= 80
    assert list(tmp_path.iterdir()) == []


def test_a_store_that_is_named_is_kept(tmp_path: Path) -> None:
    """With --store, the registry stays, and the next thing to try is said."""
    store = tmp_path / "demo.db"

    shown = run("demo", store=store)

    assert shown.out.endswith(
        f"\n\nThe registry is kept in {store}. Try: stewards --store {store} check\n"
    )
    assert len(log_of(store).splitlines()) == 1855
    assert list(tmp_path.iterdir()) == [store]


def test_a_store_of_the_environment_is_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """STEWARDS_STORE says so as well as --store does."""
    monkeypatch.setattr("tests.cli.running.PLAIN", {"STEWARDS_STORE": str(tmp_path / "demo.db")})

    run("demo")

    assert [path.name for path in tmp_path.iterdir()] == ["demo.db"]


def test_what_is_there_is_not_touched(store: Path) -> None:
    """The demonstration never mixes with a registry that is there."""
    before = store.read_bytes()

    assert run("demo", store=store) == Ran(
        3,
        "",
        f"Error: Cannot create a registry at {store} because something is already there."
        " Name another path with --store.\n",
    )
    assert store.read_bytes() == before


def test_the_demo_says_how_to_go_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the shell does not find the program by its name, what to type has its path."""
    program = tmp_path / "bin" / "stewards"
    program.parent.mkdir()
    program.touch()
    monkeypatch.setattr("sys.argv", [str(program)])

    ended = run("demo", store=tmp_path / "demo.db")

    assert ended.out.endswith(f" Try: {program} --store {tmp_path / 'demo.db'} check\n")


def test_a_quiet_demo_is_loaded_and_not_queried(tmp_path: Path) -> None:
    """With -q it says what it loaded, and how to go on."""
    ended = run("-q demo", store=tmp_path / "demo.db")

    loaded, _, how = ended.out.splitlines()
    assert loaded == "Loaded 1855 facts about a branch in Copenhagen. All ids are made up."
    assert how.startswith(f"The registry is kept in {tmp_path / 'demo.db'}. Try: ")
