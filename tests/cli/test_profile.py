"""`stewards profile`: showing and proposing profiles; and the options of lists that go with them."""

import json
from pathlib import Path

from stewards.registry.lists.profile import profile_text

from .running import run

HEAD = "Medlemsnr.;Kategori;Arbejdsplads"


def test_show() -> None:
    """A profile of the package is printed as it stands; a name that none has is refused."""
    assert run("profile show danish").out == profile_text("danish")

    ended = run("profile show none")
    assert (ended.code, ended.out) == (2, "")
    assert "Name one of danish, stewards" in ended.err


def test_new_is_ready_for_a_file(tmp_path: Path, store: Path) -> None:
    """What is printed is a profile once it is saved."""
    path = tmp_path / "list.csv"
    path.write_text(f"Printed today\n\n{HEAD}-id\nanna;Aktiv;jc-1\nbo;Aktiv;jc-1\n")
    (tmp_path / "p.toml").write_text(run("profile new", path).out)

    ended = run(
        "roster compare", path, "--on", "2019-09-01", "--profile", tmp_path / "p.toml", store=store
    )

    assert ended.code in {0, 1}, ended.err
    assert ended.out.startswith("list.csv, UTF-8, cells separated by ';'; passed over 1 row above")


def test_names_of_workplaces(tmp_path: Path, store: Path) -> None:
    """Names are those of the registry, and of a file of their own."""
    run("unit form ny-1 --on 2019-01-01", store=store)
    path = tmp_path / "list.csv"
    path.write_text(f"{HEAD}\nanna;Aktiv;NY-1\nbo;Aktiv;The other one\n")
    (tmp_path / "names.csv").write_text("name;id\nthe other one;ny-1\n")
    compare = ("roster compare", path, "--on", "2019-09-01", "-o", "json")

    alone = json.loads(run(*compare, store=store).out)
    assert [(each["row"], each["column"]) for each in alone["problems"]] == [(3, "Arbejdsplads")]

    both = json.loads(run(*compare, "--workplaces", tmp_path / "names.csv", store=store).out)
    assert both["problems"] == []

    (tmp_path / "names.csv").write_text("name;id\nthe other one;ny-1\nThe other one;ny-2\n")
    ended = run(*compare, "--workplaces", tmp_path / "names.csv", store=store)
    assert ended.code == 2
    assert "the workplace 'The other one' stands for two ids" in ended.err


def test_a_number_of_a_production_unit_is_its_name(store: Path) -> None:
    """A unit without a name bears its id as one, whatever the digits look like."""
    assert run("unit form 1003456789 --on 2019-01-01", store=store).code == 0

    exported = run("log export", store=store).out
    assert '"unit":"1003456789","name":"1003456789"' in exported
    again = run("log import -", store=store.parent / "again.db", given=exported)
    assert again.code in {0, 2}, again.err
    ended = run("unit form jc-99 --name 1003456789 --on 2019-01-01", store=store)
    assert "civil registration number" in ended.err
