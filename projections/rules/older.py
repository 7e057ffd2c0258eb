"""Rule books as they were written before each rule had a path: `[offices.steward]`, `scope`, `source`."""

from collections.abc import Mapping
from typing import Any, Final

from .agreement import At, Certainty

_OFFICES: Final = "offices"
_AT: Final = {"workplace": At.ELECTORATE, "unit": At.UNIT}


def as_now(said: Mapping[str, Any]) -> dict[str, Any]:
    """Return what a rule book says in the words of today; one that is written so already, as it is.

    An office of then says nothing of what came later, so that it is as it was.

    Raises:
        ValueError: a scope is none of those that there were.
    """
    offices = said.get(_OFFICES)
    if not isinstance(offices, Mapping):
        return dict(said)
    now = {name: value for name, value in said.items() if name not in {_OFFICES, "source"}}
    why = {"threshold": said["source"]} if "source" in said else {}
    for name, office in offices.items():
        if not isinstance(office, Mapping):
            raise ValueError(f"{_OFFICES}.{name}: it is no table")
        rules = dict(office)
        if "source" in rules:
            why[f"{name}.seats"] = rules.pop("source")
        if "scope" in rules:
            rules["at"] = _at(name, rules.pop("scope"))
        now[name] = rules
    sources = {path: [source, str(Certainty.UNCONFIRMED)] for path, source in why.items()}
    return now | {"why": sources}


def _at(office: str, scope: Any) -> str:
    if scope not in _AT:
        raise ValueError(f"{_OFFICES}.{office}.scope: it is one of {', '.join(_AT)}")
    return str(_AT[scope])
