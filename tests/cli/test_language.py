"""The words of a language: what they are of, and that none is missing and none unused."""

import tomllib
from functools import cache
from pathlib import Path

import pytest
from stewards.cli.language import LANGUAGES, Language
from stewards.cli.language.language import plain, words
from stewards.projections.accounts.movements import LINES
from stewards.projections.checks.rows import KINDS
from stewards.projections.electorate.fold import Verdict
from stewards.projections.mandates.course import Ending
from stewards.projections.mandates.standing import Status
from stewards.projections.rules import Certainty
from stewards.registry import Registry

from ..language import headings, sentences, texts
from .running import run

FILE = Path(__file__).parents[2] / "cli" / "language" / "da.toml"
DANISH = Language("da")


def test_english_is_what_stands_in_the_code() -> None:
    """Nothing is looked up, and what varies is put in its place."""
    assert Language().say("members") == "members"
    assert Language().say("as of {on}", on="2019-09-01") == "as of 2019-09-01"


@pytest.mark.parametrize(
    ("english", "danish"),
    [
        ("members", "medlemmer"),
        ("1 member", "1 medlem"),
        ("805 (800-812) members", "805 (800-812) medlemmer"),
        ("at least 36 members", "mindst 36 medlemmer"),
        ("Entries about M00001", "Posteringer om M00001"),
        ("Entries about members", "Posteringer om members"),
        ("jc-1", "jc-1"),
        ("", ""),
        (" ", " "),
    ],
)
def test_a_finished_text_finds_the_words_of_its_pattern(english: str, danish: str) -> None:
    """What varies stays as it is, unless the words say that it has words of its own."""
    assert DANISH.say(english) == danish


def test_a_text_with_parts_is_filled() -> None:
    """The Danish words put the parts where they want them."""
    assert DANISH.say(" from {since} to {on}", since=1, on=2) == " fra 1 til 2"
    assert DANISH.say("no such {thing}", thing="text") == "no such text"


def test_every_heading_of_a_table_has_words() -> None:
    """Whoever adds a column gives it words in every language."""
    assert headings() - words("da").keys() == set()


def test_every_sentence_has_words() -> None:
    """What commands say, and what they put above tables, can be said in every language."""
    known = {plain(english) for english in words("da")}

    assert {text for text in sentences() - known if any(map(str.isalpha, text))} == set()


def test_every_kind_of_answer_has_words() -> None:
    """Findings, lines of accounts, statuses, verdicts, and why a mandate is over."""
    kinds = [*KINDS, *LINES, *Status, *Ending, *Verdict, *Certainty]

    assert [str(each) for each in kinds if str(each) not in words("da")] == []


def test_no_words_are_of_a_text_that_is_gone() -> None:
    """Each stands for a text of the code, or for one put together of some, with what varies left open."""
    assert [english for english in words("da") if not stands(english)] == []


def test_the_guard_sees_words_of_nothing() -> None:
    """A text that nobody prints is not among those of the code."""
    assert not stands("Nobody " + "prints {what} at all")


def stands(english: str) -> bool:
    """Return whether a text, or each of its parts, stands in the code."""
    parts = (part.strip(" ,.:;()") for part in plain(english).split("{}"))
    return plain(english) in texts() or all(
        part in everything() for part in parts if any(map(str.isalpha, part))
    )


@cache
def everything() -> str:
    """Return all texts of the code; not before a test asks, as each process reads this file."""
    return "\n".join(texts())


@pytest.mark.parametrize(
    ("line", "printed"),
    [
        ("count", "5 medlemmer i forbundet den 2019-09-01, som kendt "),
        (
            "mandate list",
            "Hvem der har et hverv den 2019-09-01, som kendt med postering 12, efter dk-",
        ),
        ("eligibility", "  ukendt  "),
        (
            "check",
            "Registrer valget: stewards mandate elect MEMBER --unit jc-2 --on DAY; eller antallet",
        ),
        (
            "mandate list",
            "\nM1      jc-1   tillidsrepræsentant  2019-02-01  2021-02-01  ikke anmeldt\n",
        ),
        ("reconcile --from 2019-01-01 --to 2019-09-01", "\n  sket: udmeldt "),
    ],
)
def test_a_table_in_danish(branch_made: Path, line: str, printed: str) -> None:
    """Headings, verdicts, lines and findings are in Danish; ids and commands stay."""
    on = "" if "--from" in line else "--on 2019-09-01"

    assert printed in run(f"--lang da {line} {on}", store=branch_made).out
    assert printed in run(f"{line} {on} --lang da", store=branch_made).out


def test_data_are_in_english_in_every_language(branch_made: Path) -> None:
    """JSON and CSV are for programs."""
    for line in ("eligibility --on 2019-09-01 -o csv", "mandate list --on 2019-09-01 -o json"):
        plainly = run(line, store=branch_made)
        assert run(f"--lang da {line}", store=branch_made) == plainly


EXAMPLES = (
    "count --on 2019-09-01 --by workplace",
    "eligibility --on 2019-09-01",
    "vacancies --all --on 2019-09-01",
    "coverage --on 2019-09-01",
    "check --on 2019-09-01 --ahead 200",
    "mandate list --all --on 2019-09-01",
    "mandate candidate M00233 --unit jc-6 --on 2019-10-01",
    "explain eligibility bch-08 --on 2019-09-01",
    "explain mandate M00002 --on 2019-09-01",
    "explain count --unit jc-6 --on 2019-09-01",
    "reconcile --from 2018-09-01 --to 2019-09-01 --unit jck --who",
    "reconcile published",
    "statement --from 2018-09-01 --unit jck --rate 20",
    "lag --on 2019-09-01",
    "unit tree --on 2019-09-01",
    "batch list",
    "log verify",
)


@pytest.mark.parametrize("line", EXAMPLES)
def test_nothing_is_left_in_english(
    sample_made: Path, line: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of the answers to ordinary questions, no sentence is without words in Danish."""
    unsaid = []
    say = Language.say

    def watched(self: Language, text: str, **parts: object) -> str:
        said = say(self, text, **parts)
        if said == text and " " in text.strip() and any(map(str.isalpha, text)):
            unsaid.append(text)
        return said

    monkeypatch.setattr(Language, "say", watched)
    with Registry.open(sample_made) as registry:
        names = {unit.name for unit in registry.units(gone=True)}
    ended = run(f"--lang da {line}", store=sample_made)

    assert ended.code in {0, 1}, ended.err
    assert [text for text in unsaid if text not in names] == []


def test_no_text_has_words_twice() -> None:
    """Two tables of the file do not contradict each other."""
    tables = tomllib.loads(FILE.read_text("utf-8"))

    assert sum(map(len, tables.values())) == len(words("da"))


def test_the_parts_of_the_words_are_those_of_the_text() -> None:
    """None is lost on the way, and none is there that has no value."""
    assert [
        english for english, danish in words("da").items() if _parts(english) != _parts(danish)
    ] == []


def _parts(text: str) -> set[str]:
    return {each.partition("}")[0].removesuffix(":say") for each in text.split("{")[1:]}


def test_every_language_but_english_has_a_file() -> None:
    """English stands in the code."""
    assert [f"{name}.toml" for name in LANGUAGES if name != "en"] == [
        path.name for path in FILE.parent.glob("*.toml")
    ]


def test_the_glossary_has_the_words_that_are_printed() -> None:
    """What the page calls a thing in Danish is what tables call it."""
    page = (Path(__file__).parents[2] / "docs" / "glossary.md").read_text("utf-8")
    rows = [line.split(" | ") for line in page.splitlines() if line.startswith("| ")][2:]
    terms = {row[0].removeprefix("| "): row[1] for row in rows}

    assert len(terms) > 30
    assert terms == {english: words("da").get(english) for english in terms}


def test_a_language_that_there_is_not(branch_made: Path) -> None:
    """It is told which there are, before the command and behind it."""
    for line in ("--lang xx count", "count --lang xx"):
        ended = run(line, store=branch_made)
        assert (ended.code, ended.out) == (2, "")
        assert ended.err.endswith(": 'xx' is not one of 'en', 'da'.\n")
