"""Profiles: the package's own, a user's, and what is wrong with a user's."""

from datetime import date
from pathlib import Path
from typing import Literal
from unicodedata import normalize

import pytest
from stewards.events.errors import BadInput
from stewards.events.window import Window
from stewards.projections.rules import load
from stewards.registry.lists import load_profile, profile_names, read_employer_list, read_roster
from stewards.registry.lists.dates import DateForms

from .files import workbook

Form = Literal["NFC", "NFD"]


def profile(tmp_path: Path, content: str) -> Path:
    """Write a profile."""
    path = tmp_path / "p.toml"
    path.write_text(content)
    return path


def test_danish_categories() -> None:
    """The Danish profile has a word for every category of the Danish agreement."""
    categories = load_profile("danish").categories

    assert categories is not None
    assert sorted(categories.values()) == sorted(load("dk-municipal").categories)


def test_names() -> None:
    """The package brings three profiles, and each can be read."""
    assert profile_names() == ["danish", "stewards", "stewards-da"]
    assert [load_profile(name).name for name in profile_names()] == profile_names()


def test_a_profile_saved_by_notepad(tmp_path: Path) -> None:
    """A byte order mark before a profile is passed over, as before a list."""
    path = tmp_path / "p.toml"
    path.write_text('title = "Ours"\n[roster]\nmember = "Nr"\n', encoding="utf-8-sig")

    assert load_profile(path).title == "Ours"


def test_own_profile(tmp_path: Path) -> None:
    """A profile of one's own says what the headings, words and days are; what it leaves out is not read."""
    path = profile(
        tmp_path,
        'title = "Ours"\ndates = ["yyyy.mm.dd", "dd/mm/yyyy"]\n[roster]\nmember = "Nr"\njoined_on = "Ind"\n',
    )
    (tmp_path / "f.csv").write_text(
        "Nr,Ind,Kategori\n1,2019.03.01,?\n2,31/12/2018,?\n3,12-31-2018,?\n"
    )

    roster = read_roster(tmp_path / "f.csv", load_profile(path))

    assert dict(roster.headings) == {"member": "Nr", "joined_on": "Ind"}
    assert [row[:5] for row in roster.rows] == [
        (2, "1", None, None, date(2019, 3, 1)),
        (3, "2", None, None, date(2018, 12, 31)),
    ]
    assert [each.problem for each in roster.problems] == [
        (
            "Cannot read Ind '12-31-2018' because it is not a calendar day written as yyyy.mm.dd or "
            "dd/mm/yyyy. Correct the day, or choose a profile with its form."
        )
    ]


def test_categories_as_they_are(tmp_path: Path) -> None:
    """Without a table of words categories are ids, taken as they are."""
    path = profile(tmp_path, 'title = "Ours"\n[roster]\nmember = "m"\ncategory = "c"\n')
    (tmp_path / "f.csv").write_text("m;c\n1;active\n2;not one\n")

    roster = read_roster(tmp_path / "f.csv", load_profile(path))

    assert [row.category for row in roster.rows] == ["active"]
    assert [(each.row, each.column) for each in roster.problems] == [(3, "c")]


def test_no_such_profile(tmp_path: Path) -> None:
    """A profile that is not there is refused with the names of those that are."""
    with pytest.raises(BadInput) as refusal:
        load_profile(tmp_path / "none.toml")

    assert str(refusal.value) == (
        f"Cannot read a list with the profile '{tmp_path / 'none.toml'}' because stewards has none of "
        "that name, and there is no such file. Name one of danish, stewards, stewards-da, or give"
        " the path of a TOML file."
    )


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        ("title = ", "Invalid value (at end of document)"),
        ("[roster]\nmember = 'm'", "Object missing required field `title`"),
        ("title = 't'\n[roster]\ncategory = 'c'", "Object missing required field `member`"),
        ("title = 't'\nname = 'n'", "there is no 'name', only"),
        (
            "title = 't'\n[roster]\nmember = 'm'\nmembers = 'x'",
            "there is no 'members' in [roster], only",
        ),
        ("title = 't'\n[employer]\nworkplace = 'w'\nemployed = 'x'", "there is no 'employed' in"),
        ("title = 't'\n[roster]\nmember = 1", "Expected `str`, got `int`"),
        ("title = 't'\n[roster]\nmember = ' '", "the heading of member is blank or has blanks"),
        (
            "title = 't'\n[roster]\nmember = 'm'\ncategory = 'm'",
            "'m' is the heading of member and of",
        ),
        (
            "title = 't'\n[roster]\nmember = 'm'\njoined_on = 'd'",
            "it names a column of days and not how",
        ),
        (
            "title = 't'\n[categories]\nAktiv = 'a b'",
            "Cannot use 'a b' as category because an id is",
        ),
        (
            "title = 't'\n[categories]\n'P\u00e5' = 'a'\n'Pa\u030a' = 'b'",
            "two words of [categories] differ only in how their letters are stored",
        ),
        ("title = 't'\ndates = ['d-m-y']", "'d-m-y' is no form of a day, such as dd-mm-yyyy"),
        (
            "title = 't'\ndates = ['dd-mm-yyyy', 'mm-dd-yyyy']",
            "a day could be written as dd-mm-yyyy and",
        ),
    ],
)
def test_malformed(tmp_path: Path, content: str, problem: str) -> None:
    """A profile that is no TOML, or says something profiles do not say, is refused with what is wrong."""
    path = profile(tmp_path, content)

    with pytest.raises(BadInput) as refusal:
        load_profile(path)

    message = str(refusal.value)
    assert message.startswith(
        f"Cannot read a list with the profile {path} because the file is malformed: "
    )
    assert problem in message
    assert message.endswith(". Compare it with stewards' own danish.toml.")


def test_lists_the_profile_does_not_describe(tmp_path: Path) -> None:
    """A list that a profile says nothing of is not read."""
    described = load_profile(profile(tmp_path, "title = 't'"))

    for read, table in ((read_roster, "roster"), (read_employer_list, "employer")):
        with pytest.raises(BadInput, match=rf"has no \[{table}\]"):
            read(tmp_path / "f.csv", described)


@pytest.mark.parametrize(
    "forms",
    [
        ("dd-mm-yyyy", "mm-dd-yyyy"),
        ("ddmmyyyy", "yyyymmdd"),
        ("dd-dd-yyyy",),
        ("dd-mm",),
        ("dd--mm-yyyy",),
        ("DD-MM-YYYY",),
        ("",),
    ],
)
def test_forms_refused(forms: tuple[str, ...]) -> None:
    """Forms that could be mixed up, and what is no form of a day, are refused."""
    with pytest.raises(ValueError, match=r"is no form of a day|could be written"):
        DateForms(forms)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("01-02-2019", date(2019, 2, 1)),
        ("20190201", date(2019, 2, 1)),
        ("2019/02/01", date(2019, 2, 1)),
        ("29-02-2020", date(2020, 2, 29)),
        ("29-02-2019", None),
        ("00-01-2019", None),
        ("01-01-0000", None),
        ("1-2-2019", None),
        ("01-02-19", None),
        ("01.02.2019", None),
        ("\u0660\u0661-02-2019", None),
        ("01-02-2019\n", None),
    ],
)
def test_forms(text: str, found: date | None) -> None:
    """A day is read in the forms given, to the letter."""
    window = DateForms(("dd-mm-yyyy", "yyyymmdd", "yyyy/mm/dd")).read(text)

    assert window == (found and Window(found, found))


@pytest.mark.parametrize(
    ("of_profile", "of_list"), [("NFC", "NFD"), ("NFD", "NFC"), ("NFD", "NFD")]
)
@pytest.mark.parametrize("name", ["f.csv", "f.xlsx"])
def test_letters_stored_in_two_parts(
    tmp_path: Path, of_profile: Form, of_list: Form, name: str
) -> None:
    """A list or a profile from macOS, where `å` is an `a` and a ring, has the same headings and words."""
    content = (
        'title = "Ours"\n[roster]\nmember = "Nr"\ncategory = "Stilling på år"\n'
        'workplace = "Id"\nworkplace_name = "Område"\n[categories]\n"På orlov" = "leave"\n'
    )
    path = profile(tmp_path, normalize(of_profile, content))
    rows = [
        [normalize(of_list, cell) for cell in row]
        for row in (
            ("Nr", "Stilling på år", "Id", "Område"),
            ("M1", "På orlov", "jc-1", "Ågade"),
        )
    ]
    if name == "f.csv":
        (tmp_path / name).write_text("".join(";".join(row) + "\n" for row in rows))
    else:
        workbook(tmp_path / name, *rows[1:], headings=rows[0])

    roster = read_roster(tmp_path / name, load_profile(path))

    assert roster.problems == []
    assert [(row.member, row.category) for row in roster.rows] == [("M1", "leave")]
    assert roster.names == {"jc-1": "Ågade"}
