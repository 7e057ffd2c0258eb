"""Write docs/errors.md: every code that an error bears, what it means and how to bring it about."""

import pkgutil
import tomllib
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

from stewards.cli.endings import exit_code_of
from stewards.events.errors import BadInput, Refusal, StewardsError, UnsoundStore

PAGE = Path(__file__).parent / "errors.md"
REPRODUCED = Path(__file__).parent / "errors.toml"

_KINDS = {
    BadInput: "What was given is malformed, or nothing has that name",
    Refusal: "A rule forbids what was asked",
    UnsoundStore: "The store cannot be relied on",
    StewardsError: "Others were faster, or nobody knows",
}

_HEAD = """# Errors, for programs

With `-o json` or `-o jsonl` a command that fails prints one line of JSON on standard error, and nothing
on standard output:

```json
{"error": {"code": "no-such-unit", "message": "Cannot count ...", "exit_code": 2}}
```

The code stays the same from version to version; the message may become clearer. In the library each code
is a class, `NoSuchUnit` for `no-such-unit`, and `error.code()` returns it. Three codes have no class:
`wrong-usage` for an option or argument that the command line does not have (exit code 2), `system` where
the system does not let us read or write (4), and `interrupted` for Ctrl-C (130). Notes and warnings stay
sentences: the error is the last line.

`make docs` writes this page from the classes. The commands are those that bring about an error by
themselves, in a registry made by `stewards --store branch.db demo`; a test runs each of them. The other
errors take a certain history, a harmed file or a server.
"""


def errors() -> dict[str, type[StewardsError]]:
    """Return every error that is raised, by its code."""
    found: dict[str, type[StewardsError]] = {}
    for each in _below(StewardsError):
        if each in _KINDS or not hasattr(each, "cannot"):
            continue
        if found.setdefault(each.code(), each) is not each:
            raise ValueError(f"two classes have the code {each.code()}")
    return found


def reproduced() -> dict[str, str]:
    """Return a command for each code that one command alone brings about."""
    return tomllib.loads(REPRODUCED.read_text("utf-8"))


def page() -> str:
    """Return the page."""
    by_kind: dict[type, list[str]] = {kind: [] for kind in _KINDS}
    for code, each in sorted(errors().items()):
        kind = next(kind for kind in _KINDS if issubclass(each, kind))
        command = reproduced().get(code)
        shown = f"`stewards {command}`" if command else ""
        exit_code = exit_code_of(each.__new__(each))
        meaning = (each.__doc__ or "").strip().splitlines()[0]
        by_kind[kind].append(f"| `{code}` | {exit_code} | {meaning} | {shown} |")
    head = "| code | exit code | meaning | brought about by |\n| --- | --- | --- | --- |"
    sections = (
        f"## {title}\n\n{head}\n" + "\n".join(by_kind[kind]) + "\n"
        for kind, title in _KINDS.items()
    )
    return "\n".join([_HEAD, *sections])


def _below(cls: type[StewardsError]) -> Iterator[type[StewardsError]]:
    for each in cls.__subclasses__():
        yield each
        yield from _below(each)


def _load_everything() -> None:
    for package in ("events", "projections", "registry", "cli"):
        top = import_module(f"stewards.{package}")
        for found in pkgutil.walk_packages(top.__path__, f"{top.__name__}."):
            import_module(found.name)


_load_everything()

if __name__ == "__main__":
    PAGE.write_text(page(), "utf-8")
