"""`stewards.toml`: what would stand before every command; an option wins, then the environment."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner
from stewards.cli import main
from stewards.projections.rules import look_for_books_in

from .running import Ran, run

OWN = 'name = "ours"\ntitle = "Our own"\nbase = "dk-municipal"\nthreshold = 3\n'


@pytest.fixture(autouse=True)
def _no_books_of_before() -> Iterator[None]:
    yield
    look_for_books_in(None)


def settings(store: Path, text: str) -> Path:
    """Write the file beside a registry."""
    path = store.parent / "stewards.toml"
    path.write_text(text, "utf-8")
    return path


def recorder(store: Path, line: str, **environment: str) -> str:
    """Return who records, as an entry says that is recorded now."""
    words = ["--store", str(store), *line.split(), "member", "join", "M8", "--on", "2020-01-01"]
    ended = CliRunner(env=environment).invoke(main, [*words, "-o", "json"])
    assert ended.exit_code == 0, ended.stderr
    return str(json.loads(ended.stdout)["recorded_by"])


@pytest.mark.parametrize(
    ("line", "environment", "expected"),
    [
        ("", {}, "office-2"),
        ("", {"STEWARDS_BY": "office-3"}, "office-3"),
        ("--recorded-by office-4", {"STEWARDS_BY": "office-3"}, "office-4"),
    ],
)
def test_an_option_wins_over_the_environment_and_that_over_the_file(
    store: Path, line: str, environment: dict[str, str], expected: str
) -> None:
    """Who is nearest to the command is heard."""
    settings(store, 'recorded_by = "office-2"\n')

    assert recorder(store, line, **environment) == expected


def test_language_and_names_are_for_every_command(store: Path) -> None:
    """A list is printed with the names of the file, in its language."""
    settings(store, 'lang = "da"\nnames = "names.csv"\n')
    (store.parent / "names.csv").write_text("member,name\nM1,Member One\n", "utf-8")

    ended = run("member list --unit jc-1 --on 2019-09-01", store=store)

    assert "Medlemmer i jc-1" in ended.out
    assert "M1 (Member One)" in ended.out


def test_own_rule_books_lie_in_a_folder(store: Path) -> None:
    """A book of the folder is called by its name, also in the log, and printed with the verdict."""
    settings(store, 'rule_books = "books"\nagreement = "ours"\n')
    (store.parent / "books").mkdir()
    (store.parent / "books" / "ours.toml").write_text(OWN, "utf-8")

    adopted = run("rules adopt ours --on 2019-01-01", store=store)
    verdicts = run("eligibility --on 2019-09-01", store=store)
    slip = run("--agreement our count", store=store)

    assert "value ours" in adopted.out
    assert ", by ours\n" in verdicts.out
    assert "Did you mean ours?" in slip.err


def test_another_file_by_config(store: Path, tmp_path: Path) -> None:
    """`--config` names a file that lies elsewhere, instead of the one beside the registry."""
    settings(store, 'recorded_by = "office-2"\n')
    other = tmp_path / "other.toml"
    other.write_text('recorded_by = "office-9"\n', "utf-8")

    assert recorder(store, f"--config {other}") == "office-9"


def test_a_profile_of_ones_own(store: Path) -> None:
    """Lists are read with the profile of the file, which lies beside it."""
    settings(store, 'profile = "ours.toml"\n')
    (store.parent / "ours.toml").write_text('title = "Ours"\n[roster]\nmember = "Id"\n', "utf-8")
    listed = store.parent / "list.csv"
    listed.write_text("Id\nM1\n", "utf-8")

    ended = run(f"roster compare {listed} --on 2019-09-01 -o json", store=store)

    assert json.loads(ended.out)["roster"] == 1


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ('agrement = "x"', "there is no setting 'agrement' (Did you mean agreement?)"),
        ("colour = 1", "there is no setting 'colour'"),
        ("lang = 1", "lang: it must be a text in quotation marks, not 1"),
        ('lang = "sv"', "lang: it must be one of en, da, not 'sv'"),
        ('seal = "a.key"', "seal: it must be a table, [seal], not 'a.key'"),
        ('[seal]\nkee = "a"', "there is no setting 'seal.kee' (Did you mean key?)"),
        ("[seal]\nkey = 1", "seal.key: it must be a text in quotation marks, not 1"),
        (
            '[seal]\nkey = "a"\nplaces = []',
            "seal.places: it must be one text in quotation marks, or several in a list, not []",
        ),
        (
            '[seal]\nkey = "a"',
            "seal.places is missing: seals need a key and places to be written to",
        ),
        (
            '[seal]\norigin = "a"\nplaces = "b"',
            "seal.key is missing: seals need a key and places to be written to",
        ),
        ("backups = 1", "backups: it must be a table, [backups], not 1"),
        ('[backups]\nlog = "a\\u0000"\npeople = "b"', "backups: embedded null byte"),
        ('[backups]\nlogs = "a"', "there is no setting 'backups.logs' (Did you mean log?)"),
        (
            '[backups]\nlog = ["a", 1]',
            "backups.log: it must be one text in quotation marks, or several in a list, not ['a', 1]",
        ),
        ('rule_books = "nowhere"', "rule_books: there is no folder 'nowhere'"),
        (
            "lang",
            "it is not TOML: Expected '=' after a key in a key/value pair (at end of document)",
        ),
    ],
)
def test_what_is_no_setting_is_refused(store: Path, text: str, problem: str) -> None:
    """With the file, what is wrong in it, and what there is."""
    path = settings(store, text)

    assert run("count", store=store) == Ran(
        2,
        "",
        f"Error: Cannot use the settings in {path} because {problem}. The settings are rule_books,"
        " agreement, profile, recorded_by, names, people, lang, seal, backups;"
        " docs/settings.md says what each is.\n",
    )


@pytest.mark.parametrize(("log", "people"), [("a", "a"), ("a", "a/b"), ("a/b", "./a")])
def test_backups_of_log_and_people_lie_apart(store: Path, log: str, people: str) -> None:
    """Those of the people are to be deleted soon, those of the log are not: neither lies in the other's."""
    path = settings(store, f'[backups]\nlog = ["x", "{log}"]\npeople = "{people}"\n')

    assert run("count", store=store) == Ran(
        2,
        "",
        f"Error: Cannot use the settings in {path} because backups: those of the log and of the people both"
        f" lie in '{store.parent / log}'. The settings are rule_books, agreement, profile, recorded_by,"
        " names, people, lang, seal, backups; docs/settings.md says what each is.\n",
    )


def test_a_file_that_is_not_there(store: Path) -> None:
    """A file that was named must be there."""
    ended = run("--config nowhere.toml count", store=store)

    assert (ended.code, ended.err.partition(" The settings")[0]) == (
        2,
        (
            "Error: Cannot use the settings in nowhere.toml because the system says: No such file or"
            " directory."
        ),
    )
