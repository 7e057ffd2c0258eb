"""The doors: what an embedder needs is at hand, described in full, and loads no more than it takes."""

import ast
import importlib
import inspect
import pkgutil
import pydoc
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from stewards import events, projections, registry
from stewards.cli.demo.command import elections, sample
from stewards.events.errors import StewardsError
from stewards.registry import Registry, View

HEAVY = {
    *("duckdb", "_duckdb", "arro3", "psycopg", "umadb", "rich", "openpyxl", "python_calamine"),
    *("xlsxwriter", "polars", "pandas", "pyarrow", "sqlglot", "jinja2", "vl_convert"),
    *("starlette", "uvicorn", "cryptography"),
}
READS = "stewards.projections.replay"
"""What replays a log; whoever records needs none of it."""

PYTHONS_OWN = {
    *("TypeError", "KeyError", "ValueError", "AttributeError"),
    *("duckdb.Error", "eventsourcing.persistence.IntegrityError"),
}
PYTHONS_TYPES = {
    *(
        "Any",
        "Callable",
        "ClassVar",
        "Container",
        "Decimal",
        "Iterable",
        "Iterator",
        "Literal",
        "Mapping",
        "None",
    ),
    *("Optional", "Path", "Self", "Sequence"),
}
LENT = {"DuckDBPyConnection", "DuckDBPyRelation"}
PACKAGES = ("events", "projections", "registry")
OTHER_DOORS = {
    "stewards.projections.portable": "answers for other engines",
    "stewards.projections.errors": "the same",
    "stewards.registry.doctor.sqlite": "caught within the doctor",
    "stewards.registry.lists.people": "names are shown by the command line alone",
    "stewards.registry.lists.officers": "told as the sentence of a RowProblem",
    "stewards.registry.lists.units": "the same",
    "stewards.registry.lists.problems": "told as the sentence of a RowProblem",
    "stewards.registry.lists.rosters.comparison": "the same",
}
"""Where the errors stand that whoever imports the registry never meets, and why."""

ONLY_POSIX = """
import os, sys
for module in ("fcntl", "pwd", "grp", "resource"):
    sys.modules[module] = None
for name in "register_at_fork fork fchmod fchown getuid geteuid O_DIRECTORY O_NOFOLLOW".split():
    if hasattr(os, name):
        delattr(os, name)
"""
RECORDS = """
from datetime import date
from stewards.registry import Registry
with Registry.create({store!r}) as registry:
    registry.form_unit("jc-1", name="Jobcenter 1", on=date(2015, 1, 1))
    registry.join("M1", workplace="jc-1", on=date(2015, 1, 1))
    registry.elect("M1", unit="jc-1", on=date(2016, 1, 1), override="agreed")
    registry.void(2, reason="wrong")
with Registry.open({store!r}) as registry:
    assert registry.size() == 4
"""


def loaded(program: str) -> set[str]:
    """Return the modules that are loaded when a program has run."""
    told = "\nimport sys\nprint('loaded', *(n for n, m in sys.modules.items() if m))"
    ended = subprocess.run(
        [sys.executable, "-c", program + told], capture_output=True, text=True, check=False
    )
    assert ended.returncode == 0, ended.stderr
    return set(ended.stdout.rpartition("loaded ")[2].split())


def roots(modules: set[str]) -> set[str]:
    """Return the packages that modules are of."""
    return {name.partition(".")[0] for name in modules}


@pytest.mark.parametrize(
    "program",
    [
        "import stewards.registry",
        "from stewards.registry import Registry",
        "import stewards.events",
        "import stewards.cli",
    ],
)
def test_an_import_is_light(program: str) -> None:
    """No database, driver of a server, table or reader of lists is loaded."""
    assert roots(loaded(program)) & HEAVY == set()


def test_a_heavy_import_is_noticed() -> None:
    """The guard above sees a database that is loaded."""
    assert roots(loaded("import stewards.projections.view")) & HEAVY >= {"_duckdb"}


ASKS = """
from stewards.registry import Registry
with Registry.open({store!r}) as registry:
    assert registry.count().members == 0
"""


ASKS_MORE = """
from datetime import date
from stewards.registry import Registry
with Registry.open({store!r}) as registry:
    view = registry.view(on=date(2019, 9, 1))
    assert view.count().members
    assert all([view.members(), view.eligibility(), view.vacancies(), view.mandates(), view.check()])
"""


@pytest.mark.parametrize(
    ("more", "whole"),
    [("", set()), ("    registry.relations()\n", {"duckdb"})],
    ids=["ask", "lend"],
)
def test_asking_loads_no_more_of_the_database_than_sql_needs(
    tmp_path: Path, more: str, whole: set[str]
) -> None:
    """Neither the relations of DuckDB nor Arrow are loaded to ask, but they are before one is lent."""
    store = str(tmp_path / "registry.db")
    with Registry.create(store) as registry:
        registry.import_lines([*sample(), *elections()])

    found = roots(loaded(ASKS_MORE.format(store=store) + more))
    assert found & {"_duckdb", "duckdb", "arro3"} == {"_duckdb", *whole}


def test_counting_needs_no_part_of_the_database_by_its_name(tmp_path: Path) -> None:
    """Where the part that runs SQL is not found, as after it was renamed, the whole package does."""
    store = str(tmp_path / "registry.db")
    renamed = "import duckdb, sys\nsys.modules['_duckdb'] = None\n"

    found = loaded(RECORDS.format(store=store) + renamed + ASKS.format(store=store))
    assert "_duckdb" not in found


def test_recording_loads_nothing_that_answers(tmp_path: Path) -> None:
    """Registries are made and opened, and facts recorded and voided, without what replays a log."""
    found = loaded(RECORDS.format(store=str(tmp_path / "registry.db")))

    assert roots(found) & HEAVY == set()
    assert [name for name in sorted(found) if name.startswith(READS)] == []


@pytest.mark.parametrize(
    "module",
    [
        *("stewards.registry", "stewards.registry.registry", "stewards.projections.view"),
        *("stewards.cli.app", "stewards.cli.draft", "stewards.events.stores.umadb.connection"),
    ],
)
def test_nothing_that_only_posix_has_is_needed_to_import(module: str) -> None:
    """Without the modules and functions that Windows lacks, every part can be loaded."""
    assert module in loaded(f"{ONLY_POSIX}import {module}")


def test_a_registry_works_without_what_only_posix_has(tmp_path: Path) -> None:
    """It is made, recorded in, opened again and counted, and a draft of one is put in its place."""
    store = str(tmp_path / "registry.db")
    asks = f"with Registry.open({store!r}) as registry: assert registry.count().members == 0\n"

    loaded(ONLY_POSIX + RECORDS.format(store=store) + asks)


def test_what_a_check_of_a_server_needs_is_imported_by_name() -> None:
    """No module of `doctor` is looked for by the kind of a store, where no tool would find it."""
    folder = Path(registry.__file__).parent / "doctor"

    assert [path.name for path in folder.glob("*.py") if "import_module" in path.read_text()] == []


def methods() -> Iterator[tuple[str, Callable[..., object]]]:
    """Yield the public methods of the two classes that an embedder meets first."""
    for cls in (Registry, View):
        for name, member in inspect.getmembers(cls):
            if not name.startswith("_") and callable(member):
                yield f"{cls.__name__}.{name}", member


METHODS = dict(methods())
FUNCTIONS = {
    name: found for name in registry.__all__ if inspect.isfunction(found := getattr(registry, name))
}
"""The functions that stand beside these two."""


def raised(text: str) -> set[str]:
    """Return the names of the errors that a docstring lists under `Raises`."""
    _, _, listed = text.partition("Raises:\n")
    lines = re.findall(r"^ +((?:[\w.]+, )*[\w.]+):", listed, re.MULTILINE)
    return {
        name for line in lines for name in line.split(", ") if name[-1:] and "." not in name[:1]
    }


def test_every_error_that_is_documented_can_be_imported() -> None:
    """Whoever wants to catch what a method raises finds the class beside the registry."""
    docs = [inspect.getdoc(each) or "" for each in (Registry, View, *METHODS.values())]
    named = {name for text in docs for name in raised(text)}

    assert len(named) > 20
    assert named - PYTHONS_OWN - set(registry.__all__) == set()


def types_of(annotated: object) -> set[str]:
    """Return the classes and other types of ours that annotations name, but those that begin with `_`."""
    ours = re.compile(r"(?<!\w)[A-Z]\w+\b")
    return {
        word
        for name, hint in getattr(annotated, "__annotations__", {}).items()
        if not name.startswith("_")
        for word in ours.findall(hint if isinstance(hint, str) else inspect.formatannotation(hint))
    }


def test_every_type_of_a_signature_can_be_imported() -> None:
    """Whatever a public method takes or returns has its name beside the registry."""
    named = set[str]().union(*map(types_of, METHODS.values()))

    assert named - PYTHONS_TYPES - LENT - set(registry.__all__) == set()


def test_every_type_of_a_field_can_be_imported() -> None:
    """What answers and errors hold has its name beside the registry, or is a class of events."""
    classes = [
        each for name in registry.__all__ if inspect.isclass(each := getattr(registry, name))
    ]
    properties = [
        each.fget
        for cls in classes
        for name, each in inspect.getmembers(cls, lambda member: isinstance(member, property))
        if not name.startswith("_") and cls not in {Registry, View}
    ]
    named = set[str]().union(*map(types_of, [*classes, *properties]))

    assert {"RosterRow", "RowProblem", "Difference"} <= named
    assert named - PYTHONS_TYPES - LENT - set(registry.__all__) - set(events.__all__) == set()


def every_error(cls: type[StewardsError] = StewardsError) -> Iterator[type[StewardsError]]:
    """Yield the classes of errors that there are."""
    for each in cls.__subclasses__():
        yield each
        yield from every_error(each)


def test_every_error_can_be_imported() -> None:
    """Whatever is raised has its name beside the registry, but for what another door raises."""
    for package in (events, projections, registry):
        for found in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            importlib.import_module(found.name)
    ours = {
        each
        for each in every_error()
        if each.__module__.partition("stewards.")[2].partition(".")[0] in PACKAGES
        and each.__module__ not in OTHER_DOORS
    }

    missing = {each for each in ours if getattr(registry, each.__name__, None) is not each}

    assert len(ours) > 100
    assert missing == set()
    assert issubclass(registry.InterruptedAppend, KeyboardInterrupt)


def test_a_type_checker_is_told_the_same_names() -> None:
    """What the registry imports for it alone is what it loads when asked, from the same places."""
    module = ast.parse(Path(registry.__file__).read_text("utf-8"))
    [block] = (
        each
        for each in module.body
        if isinstance(each, ast.If) and not each.orelse and isinstance(each.test, ast.Name)
    )
    told = [
        (f"{'.' * found.level}{found.module}", alias.asname, alias.name)
        for found in block.body
        if isinstance(found, ast.ImportFrom)
        for alias in found.names
    ]

    assert sorted(name for _, name, _ in told if name) == registry.__all__
    assert {name: place for place, name, _ in told} == registry._PLACES
    assert {n: o for _, n, o in told if n != o} == registry._OTHERWISE_NAMED


def test_every_name_is_there() -> None:
    """What is named can be imported, from either door."""
    for door in (registry, events):
        for name in door.__all__:
            assert getattr(door, name) is not None
        assert sorted(set(door.__all__)) == sorted(door.__all__)


@pytest.mark.parametrize("name", [*METHODS, *FUNCTIONS])
def test_help_shows_every_parameter(name: str) -> None:
    """No parameter hides behind `*args` or `**kwargs`, and `help()` says what it does."""
    found = (METHODS | FUNCTIONS)[name]
    parameters = inspect.signature(found).parameters.values()
    text = pydoc.plain(pydoc.render_doc(found))

    assert not [p for p in parameters if p.kind in {p.VAR_POSITIONAL, p.VAR_KEYWORD}]
    assert all(p.name in text for p in parameters)
    assert inspect.getdoc(found)


def test_a_question_takes_the_same_of_a_registry_and_of_a_view() -> None:
    """But for the day and the knowledge, which a view has: whoever asks one question loses nothing."""
    differing = {
        name: {*of_a_registry.items()} ^ {*of_a_view.items()}
        for name in vars(Registry).keys() & vars(View).keys()
        if not name.startswith("_") and callable(getattr(View, name))
        if (of_a_registry := _takes(Registry, name)) != (of_a_view := _takes(View, name))
    }

    assert differing == {}


def _takes(kind: type, name: str) -> dict[str, object]:
    parameters = inspect.signature(getattr(kind, name)).parameters
    return {key: each.default for key, each in parameters.items() if key not in {"on", "known_at"}}


def test_help_says_once_what_many_methods_take() -> None:
    """What several methods take, and no docstring of theirs explains, that of the class does."""
    told = inspect.getdoc(Registry) or ""
    takes = Counter(
        parameter
        for name, method in inspect.getmembers(Registry, inspect.isfunction)
        if not name.startswith("_")
        for parameter in inspect.signature(method).parameters
        if parameter != "self" and f"{parameter}:" not in (inspect.getdoc(method) or "")
    )
    shared = {"on", "not_before", "by", "note", "batch", "command", "known_at", "unit", "category"}

    assert shared <= {parameter for parameter, methods in takes.items() if methods > 1}
    assert {each for each in shared if f"\n    {each}: " not in told} == set()
    assert raised(told) >= {"BadInput", "CommandUsed", "ClockBehind", "UnknownOutcome"}
