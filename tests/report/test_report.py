"""`stewards report`: what it says of the sample branch, and how it refuses."""

import html
import json
import re
import sys
from datetime import date
from pathlib import Path

import pytest
from stewards.cli.report.figures import Figure
from stewards.cli.report.page import environment
from stewards.cli.report.parts import FEW, FIRST, Table, Word
from stewards.registry import Registry

from ..cli.running import run
from .conftest import YEAR, Written


def test_it_says_what_the_commands_say(written: Written) -> None:
    """Both counts, the lines between them and where somebody is lacking are those of the commands."""
    said = written("--lang en").read_text("utf-8").replace("<time>", "").replace("</time>", "")

    assert ">806</p>" in said
    assert "37 fewer than the 843 of 2018-09-01, as known then." in said
    assert "In print, there are 805: 38 fewer than the 843 in print of 2018-09-01." in said
    assert "Members on 1 September of each year" in said
    assert said.index("Børnefamilieenhed 2</li>") < said.index("Børnefamilieenhed 10</li>")
    assert "62 joined, and 99 left." in said
    assert "Movement counts 7 more who came, and as many more who left" in said
    assert "35 workplaces have a steward. 5 are entitled to one and have none." in said


def test_the_words_of_a_picture_are_text(written: Written) -> None:
    """A picture holds its words as text, and says in a sentence what it shows."""
    said = written("--lang en").read_text("utf-8")
    pictures = re.findall(r"<svg.*?</svg>", said, re.DOTALL)
    wide, narrow = (
        each for each in pictures if 'aria-label="Bars that lead from 843 members' in each
    )

    assert ">happened: left</text>" in wide
    assert ">happened: left</text>" in narrow
    assert "undefined" not in said


def test_it_counts_and_names_nobody(written: Written) -> None:
    """No id of a member is in it, unless it is asked for."""
    assert not re.search(r"\bM\d{5}\b", written("--lang en").read_text("utf-8"))
    assert len({*re.findall(r"\bM\d{5}\b", written("--ids").read_text("utf-8"))}) > 100


def test_the_foot_says_what_it_was_made_from(written: Written, branch: Path) -> None:
    """The day, the rule book, how many entries and their digest: whoever has the log can make it again."""
    foot = written("--lang en").read_text("utf-8").partition("<footer>")[2]
    digest = json.loads(run("log digest -o json", store=branch).out)

    for each in ("2019-09-01", "dk-municipal", "1,855", digest["digest"]):
        assert f">{each}<" in foot


def test_of_a_long_log_the_foot_says_what_takes_the_digest(
    branch: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where the digest would take long it is not taken, unless it is asked for."""
    monkeypatch.setattr("stewards.cli.report.command.SECTIONS", ())
    monkeypatch.setattr("stewards.cli.report.command.TAKEN_ANYWAY", 1_854)
    digest = json.loads(run("log digest -o json", store=branch).out)["digest"]

    without, asked_for = (
        run(f"report {YEAR} {option}", store=branch).out for option in ("", "--digest")
    )

    assert ">stewards log digest --entries 1855<" in without
    assert digest not in without
    assert f">{digest}<" in asked_for


def test_of_a_long_list_the_rest_is_summed_up() -> None:
    """A table shows the first rows, how many more there are, and what their numbers come to."""
    rows = [
        (f"place {each}", Figure(each, each), None if each == FEW else 2) for each in range(FEW + 1)
    ]

    whole, short = (
        Table.of("", ("Place", "Members", "Entitled"), given, "", with_sums=True)
        for given in (rows[:FEW], rows)
    )

    assert (whole.length, whole.more) == (FEW, 0)
    assert short.rows[:FIRST] == tuple(rows[:FIRST])
    assert short.rows[FIRST:] == ((Word("171 others"), sum(range(FIRST, FEW + 1)), None),)
    assert short.more == 171


def test_each_command_in_it_runs(written: Written, branch: Path) -> None:
    """What stands under a picture can be typed as it stands."""
    said = written("--lang en").read_text("utf-8")
    commands = {html.unescape(each) for each in re.findall(r"<code>(stewards [^<]*)</code>", said)}

    assert len(commands) > 10
    for each in commands:
        ended = run(each.removeprefix("stewards "), "-o", "json", store=branch)
        assert ended.code in {0, 1}, each + ended.err


def test_a_name_of_a_unit_is_text(tmp_path: Path) -> None:
    """A unit may be called what looks like a page: it is shown as it is called."""
    store = tmp_path / "registry.db"
    with Registry.create(store) as registry:
        for name in ("<script>alert(1)</script>", "</svg><img src=x>"):
            unit = f"u-{len(name)}"
            registry.form_unit(unit, name=name, on=date(2015, 1, 1))
            for member in range(6):
                registry.join(f"{unit}-{member}", workplace=unit, on=date(2015, 1, 1))

    ended = run("report --from 2016-01-01 --to 2017-01-01", store=store)

    assert ended.code == 0, ended.err
    assert "&lt;script&gt;alert(1)" in ended.out
    assert "<script" not in ended.out
    assert "<img" not in ended.out


def test_an_empty_registry_has_a_report(tmp_path: Path) -> None:
    """Where nothing is recorded, it says so in every section."""
    run("init", store=tmp_path / "registry.db")

    ended = run("report --from 2016-01-01 --to 2017-01-01", store=tmp_path / "registry.db")

    assert ended.code == 0, ended.err
    assert ended.out.startswith("<!DOCTYPE html>")
    assert "undefined" not in ended.out


@pytest.mark.parametrize(
    ("options", "code", "message"),
    [
        (
            "--from 2019-09-01 --to 2019-09-01",
            2,
            (
                "Cannot report from 2019-09-01 to 2019-09-01 because the first day does not lie before the"
                " last. Give the earlier day with --from and the later one with --to."
            ),
        ),
        (
            f"{YEAR} --small 5 --ids",
            2,
            (
                "Cannot hide numbers under 5 with --small because --ids and --names say who is"
                " counted. Leave out --small, or these."
            ),
        ),
        (
            f"{YEAR} --small 1",
            2,
            "Cannot use '1' as --small because it must be a whole number from 2 to 999999999.",
        ),
        (
            f"{YEAR} --unit nowhere",
            2,
            "Cannot report on the members of nowhere because there is no unit nowhere.",
        ),
        (
            f"{YEAR} -O /nowhere/report.html",
            2,
            (
                "Cannot write /nowhere/report.html because No such file or directory. Give the path of a"
                " file in a folder that is there and may be written to."
            ),
        ),
    ],
)
def test_what_cannot_be_reported_is_refused(
    branch: Path, options: str, code: int, message: str
) -> None:
    """A sentence says why, and what to do."""
    ended = run(f"report {options}", store=branch)

    assert (ended.code, ended.out) == (code, "")
    assert message in ended.err


@pytest.mark.parametrize("package", ["jinja2", "vl_convert"])
def test_without_the_extra_it_says_which(
    branch: Path, package: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A sentence names what to install, before anything is written."""
    monkeypatch.setitem(sys.modules, package, None)
    monkeypatch.setattr("stewards.cli.report.page.environment", environment.__wrapped__)

    ended = run(f"report {YEAR}", store=branch)

    action = {"jinja2": "write a report", "vl_convert": "draw a picture"}[package]
    assert (ended.code, ended.out, ended.err) == (
        2,
        "",
        (
            f"Error: Cannot {action} because the extra report is not installed."
            " Install it with: pip install 'stewards[report]'\n"
        ),
    )


def test_the_file_is_whole_and_private(branch: Path, tmp_path: Path) -> None:
    """It replaces the one before at the end, others cannot read it, and a refusal leaves nothing."""
    path = tmp_path / "report.html"
    path.write_text("before")

    assert run(f"report {YEAR} --unit nowhere -O", path, store=branch).code == 2
    assert path.read_text() == "before"
    assert run(f"report {YEAR} --unit bch -O", path, store=branch).code == 0
    assert path.read_text().startswith("<!DOCTYPE html>")
    assert path.stat().st_mode & 0o777 == 0o600
    assert [each.name for each in tmp_path.iterdir()] == ["report.html"]


def test_a_first_day_before_anything_was_recorded_is_taken_as_known_now(tmp_path: Path) -> None:
    """A registry that was loaded later has a report that does not begin with nobody."""
    store = tmp_path / "registry.db"
    with Registry.create(store) as registry:
        registry.form_unit("jc-1", name="Jobcenter 1", on=date(2015, 1, 1))
        registry.join("M1", workplace="jc-1", on=date(2015, 1, 1))

    ended = run("report --from 2016-01-01 --to 2017-01-01", store=store)

    assert "As many as on <time>2016-01-01</time>." in ended.out


def test_names_stand_beside_ids_and_nowhere_else(branch: Path, tmp_path: Path) -> None:
    """With a list of names the page names who is in office; without it, the next one does not."""
    names = tmp_path / "names.csv"
    names.write_text("id,name\nM00080,Member Eighty\n", "utf-8")

    named = run(f"report {YEAR} --names", names, store=branch)
    without = run(f"report {YEAR}", store=branch)

    assert "M00080 (Member Eighty)" in named.out
    assert "Eighty" not in without.out + run("log export", store=branch).out


def test_of_many_workplaces_a_bar_a_unit_is_drawn(
    branch: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where tiles would be too many, each unit has a bar with as many workplaces as it has."""
    monkeypatch.setattr("stewards.cli.report.sections.electing.TILES", 20)

    said = run(f"report {YEAR}", store=branch).out
    [wide, _] = (
        each for each in re.findall(r"<svg.*?</svg>", said, re.DOTALL) if "tile for" in each
    )

    assert list(re.findall(r">(\d+)</text>", wide)) == ["15", "14", "9", "8"]
    assert ">Borgercenter Voksne</text>" in wide
