"""What the registries that are kept for later versions were told: a town that saw everything once.

Every type of event occurs with all that it may leave out, and with none of it.
"""

import json
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any, Final

from stewards.registry import Registry
from stewards.registry.lists import Roster, RosterRow, Source

ODD: Final = 'Rød grød: "på" C:\\æøå / 100 % <b>&amp;</b> \u00a0😀 a\u030a'
"""A note with letters of two and four bytes, and with what JSON and SQL write otherwise."""

LATE: Final = datetime(2020, 3, 2, 8, 30, 0, 250_000, tzinfo=UTC)
"""When commands told the rest."""

ELSEWHERE: Final = datetime(2020, 3, 2, 10, 31, tzinfo=timezone(timedelta(hours=2)))
"""A minute later, on a clock that counts in another zone."""

Line = dict[str, Any]


def fact(kind: str, on: str, recorded_at: str, /, **fields: Any) -> Line:
    """Return a line of the interchange format."""
    told = {"effective_on": on, "recorded_at": recorded_at, "recorded_by": "region-ost"}
    return {"type": kind, **fields, **told}


def in_full(batch: str) -> Line:
    """Return the fields that every fact may leave out."""
    return {"note": ODD, "batch": batch}


def _organisation() -> Iterator[Line]:
    at = "2015-01-02T08:00:00Z"
    units = (
        ("bif", "Beskæftigelse", "administration", "kk"),
        ("north", "Nord", "centre", "bif"),
        ("jc-1", "Jobcenter 1", "workplace", "north"),
        ("jc-2", "Jobcenter 2", "workplace", "north"),
        ("jc-3", "Jobcenter 3", "workplace", "bif"),
        ("jc-4", 'Jobcenter "4"', "workplace", "bif"),
        ("jc-5", "Jobcenter 5", "workplace", "bif"),
        ("p-17", "Et p-nummer", "workplace", "kk"),
    )
    yield fact(
        "UnitFormed", "2015-01-01", at, unit="kk", name="Københavns Kommune", kind="employer"
    )
    for unit, name, kind, parent in units:
        fields = {"unit": unit, "name": name, "kind": kind, "parent": parent}
        yield fact("UnitFormed", "2015-01-01", at, **fields, **in_full("set-up"))


def _members() -> Iterator[Line]:
    instants = (
        "2016-01-04T09:00:00Z",
        "2016-01-04T09:00:00.5Z",
        "2016-01-04T09:00:00.523Z",
        "2016-01-04T09:00:00.523456Z",
        "2016-01-04T11:00:01+02:00",
    )
    for number, at in enumerate(instants, start=1):
        yield fact("MemberJoined", "2016-01-01", at, member=f"M0000{number}", workplace="jc-1")
    at = "2016-01-05T09:00:00Z"
    for number, workplace in ((6, "jc-2"), (7, "jc-2"), (8, "jc-2"), (9, "jc-3"), (10, "jc-4")):
        fields = {"member": f"M{number:05}", "workplace": workplace, "category": "active"}
        yield fact("MemberJoined", "2016-01-01", at, **fields, **in_full("letters-2016"))
    yield fact("MemberJoined", "2016-02-01", at, member="M00011")
    yield fact("MemberJoined", "2016-02-01", at, member="M00012", category="student")
    yield fact("MemberJoined", "2016-02-01", at, member="M00013", workplace="jc-5")


def _happened() -> Iterator[Line]:
    """Yield what happened from 2018 on, some of it reported late, some of it wrong."""
    at = "2018-03-01T12:00:00Z"
    first, second = in_full("letters-2018"), in_full("letters-2018b")
    yield fact(
        "StewardElected",
        "2018-02-01",
        at,
        member="M00001",
        unit="jc-1",
        office="steward",
        until="2020-02-01",
        override="the protocol came late",
        **first,
    )
    yield fact("StewardElected", "2018-02-01", at, member="M00006", unit="jc-2")
    yield fact(
        "StewardElected", "2018-02-01", at, member="M00002", unit="bif", office="joint-steward"
    )
    yield fact("StewardElected", "2018-02-01", at, member="M00009", unit="jc-3", office="deputy")
    yield fact("HeadcountObserved", "2018-02-01", at, workplace="jc-3", employees=7)
    fields = {"workplace": "jc-4", "employees": 4, "source": "employer list"}
    yield fact("HeadcountObserved", "2018-02-01", at, **fields, **first)
    yield fact("WorkplaceChanged", "2018-04-01", at, member="M00010", workplace="jc-1", **first)
    yield fact("WorkplaceChanged", "2018-05-01", at, member="M00011")
    yield fact("WorkplaceConfirmed", "2018-05-01", at, member="M00003")
    yield fact("WorkplaceConfirmed", "2018-05-01", at, member="M00004", **first)
    yield fact("CategoryChanged", "2018-05-01", at, member="M00012", category="active")
    yield fact("CategoryChanged", "2018-06-01", at, member="M00005", category="senior", **first)

    at = "2018-09-03T12:00:00Z"
    yield fact("CountPublished", "2018-09-01", at, members=13)
    fields = {"members": 11, "unit": "bif", "source": "annual report 2018"}
    yield fact("CountPublished", "2018-09-01", at, **fields, **second)
    yield fact("MemberLeft", "2018-10-01", at, member="M00008", reason="retired", **second)
    yield fact("MemberLeft", "2018-10-01", at, member="M00013")
    yield fact("MandateEnded", "2018-11-01", at, member="M00009", unit="jc-3", office="deputy")
    yield fact("UnitRenamed", "2018-12-01", at, unit="jc-1", name="Jobcenter Ærø")
    yield fact("UnitRenamed", "2018-12-01", at, unit="jc-3", name="Jobcenter Tre", **second)

    at = "2019-05-20T07:00:00.000001Z"
    yield fact("UnitMoved", "2019-06-01", at, unit="jc-3", parent="north", **second)
    yield fact("UnitMoved", "2019-06-01", at, unit="p-17")
    yield fact("UnitMerged", "2019-06-01", at, unit="jc-2", into="jc-1")
    yield fact("UnitMerged", "2019-06-01", at, unit="jc-4", into="jc-3", **second)
    yield fact("UnitClosed", "2019-06-01", at, unit="jc-5")
    yield fact("UnitClosed", "2019-07-01", at, unit="p-17", **second)
    fields = {"member": "M00006", "unit": "jc-1", "office": "steward", "reason": "resigned"}
    yield fact("MandateEnded", "2019-08-01", at, **fields, **second)

    at = "2019-10-01T07:00:00Z"  # reported late, of days before the first of September
    yield fact("MemberJoined", "2019-03-01", at, member="M00014", workplace="jc-2")
    yield fact("MemberLeft", "2019-08-01", at, member="M00007", reason="moved-away")
    yield fact("MemberJoined", "2019-08-15", at, member="M00008", workplace="jc-3")


def _known_within_windows() -> Iterator[Line]:
    """Yield what was told without the very day, and what was concluded from lists."""
    at = "2019-10-02T07:00:00Z"
    window = {"not_before": "2018-11-01"}
    yield fact(
        "MemberJoined", "2018-12-31", at, member="M00017", workplace="jc-3", derived=True, **window
    )
    told = {"member": "M00017", "category": "student", "derived": True}
    yield fact("CategoryChanged", "2019-02-01", at, **told, **window)
    yield fact("WorkplaceChanged", "2019-02-01", at, member="M00017", workplace="jc-1", **window)
    yield fact("WorkplaceConfirmed", "2019-03-01", at, member="M00017", derived=True, **window)
    yield fact("MemberLeft", "2019-07-01", at, member="M00017", derived=True, **window)
    new = {"unit": "jc-6", "name": "Jobcenter 6", "kind": "workplace"}
    yield fact("UnitFormed", "2018-12-31", at, **new, **window)
    yield fact("UnitRenamed", "2019-01-31", at, unit="jc-6", name="Seks", **window)
    yield fact("UnitMoved", "2019-01-31", at, unit="jc-6", parent="north", **window)
    yield fact("UnitMerged", "2019-02-28", at, unit="jc-6", into="jc-3", **window)
    yield fact("UnitFormed", "2018-12-31", at, **new | {"unit": "jc-7"})
    yield fact("UnitClosed", "2019-02-28", at, unit="jc-7", **window)


def _lists() -> Iterator[Line]:
    """Yield that a member list was taken in, and which days of joining one named."""
    at = "2019-10-02T08:00:00Z"
    told = {
        "unit": "jc-3",
        "members": 3,
        "joining_days": True,
        "workplaces": True,
        "categories": True,
    }
    told |= {"without": ["M00009"], "nameless": True, "uncategorised": ["M00008"]}
    told |= {"complete_since": "2019-01-01", "source": "liste.csv", "digest": "0" * 64}
    yield fact("RosterTaken", "2019-09-15", at, **told, **in_full("list-1"))
    yield fact("RosterTaken", "2019-09-16", at, members=14)
    days = {"joined": "2016-01-01", "joined_not_before": "2015-01-01"}
    yield fact("JoiningDayStated", "2019-09-15", at, member="M00009", **days, **in_full("list-1"))
    yield fact("JoiningDayStated", "2019-09-15", at, member="M00010")


def _elections() -> Iterator[Line]:
    """Yield the rules, who elects together, employment, and what became of elections; of some, nothing."""
    at = "2019-10-03T12:00:00Z"
    full, window = in_full("elections"), {"not_before": "2019-08-01"}
    rule = {"rule": "steward.seats", "unit": "jc-1", "value": 2, "until": "2022-01-01"}
    yield fact("RuleAgreed", "2019-08-01", at, **rule, source="a letter", override="so", **full)
    yield fact("RuleAgreed", "2021-01-01", at, rule="steward.seats", unit="jc-1")
    yield fact("RuleAgreed", "2019-08-01", at, rule="local.room", value="by the stairs")
    book = {"unit": "kk", "value": "dk-state", "digest": "0" * 64}
    yield fact("RuleAgreed", "2019-08-01", at, rule="agreement", **book)
    steps = [{"from": 5, "is": 1}, {"from": 50, "each": 50, "add": 1, "most": 3}]
    yield fact("RuleAgreed", "2019-08-01", at, rule="deputy.seats", unit="jc-3", value=steps)
    yield fact("ElectorateChanged", "2019-08-02", at, unit="jc-1", electorate="jc-3")
    told = {"electorate": "jc-3", "consents": ["union", "employer"], "override": ODD}
    yield fact("ElectorateChanged", "2019-09-02", at, unit="jc-1", **told, **window, **full)
    yield fact("ElectorateChanged", "2019-10-01", at, unit="jc-1")
    yield fact("EmploymentStated", "2019-08-01", at, member="M00002", since="2014-05-01")
    told = {"member": "M00003", "since": "2015-02-28", "standing": "manager"}
    yield fact("EmploymentStated", "2019-08-01", at, **told, **window, **full)
    yield fact("EmploymentStated", "2019-08-01", at, member="M00004", standing="apprentice")
    yield fact("AbsenceBegan", "2019-08-10", at, member="M00005")
    told = {"member": "M00014", "until": "2019-12-01", "reason": "parental leave"}
    yield fact("AbsenceBegan", "2019-08-10", at, **told, **window, **full)
    yield fact("AbsenceEnded", "2019-09-10", at, member="M00005", **window, **full)
    yield fact("AbsenceEnded", "2019-11-10", at, member="M00014")
    told = {"member": "M00014", "unit": "jc-1", "until": "2021-09-01", "starts_on": "2019-09-15"}
    yield fact("StewardElected", "2019-09-01", at, **told, agreement="dk-municipal", **window)
    of = {"member": "M00014", "unit": "jc-1"}
    yield fact("ElectionStepTaken", "2019-09-02", at, **of, step="approved", **window, **full)
    yield fact("ElectionStepTaken", "2019-09-03", at, **of, step="aware")
    yield fact("ElectionStepTaken", "2019-09-05", at, **of, step="received")
    yield fact("ElectionStepTaken", "2019-09-20", at, **of, step="objected", ground="too few: Ærø")
    yield fact("ElectionStepTaken", "2019-10-01", at, **of, step="dismissed")
    deputy = {"member": "M00004", "unit": "jc-3", "office": "deputy"}
    yield fact("StewardElected", "2019-09-01", at, **deputy)
    yield fact("ElectionStepTaken", "2019-09-06", at, **deputy, step="received")
    yield fact("ElectionStepTaken", "2019-09-07", at, **deputy, step="accepted")
    told = {"reason": "recalled", "override": "both sides agreed"}
    yield fact("MandateEnded", "2019-09-30", at, **deputy, **told, **window)


def _committees() -> Iterator[Line]:
    """Yield the seats of a committee, its meetings, and ratios."""
    at = "2019-10-04T12:00:00Z"
    full, window = in_full("committee"), {"not_before": "2019-08-01"}
    of = {"unit": "med", "name": "HovedMED", "kind": "committee", "parent": "kk"}
    yield fact("UnitFormed", "2015-01-01", at, **of)
    told = {
        "committee": "med",
        "seat": "C-1",
        "group": "C",
        "organisation": "ds",
        "role": "deputy chair",
    }
    yield fact("SeatAllotted", "2019-08-01", at, **told, basis="electoral", **window, **full)
    yield fact(
        "SeatAllotted", "2019-08-01", at, committee="med", seat="B-1", group="B", override="so"
    )
    told = {"member": "M00002", "unit": "med", "office": "med-seat", "seat": "C-1"}
    yield fact("StewardElected", "2019-08-02", at, **told)
    yield fact("MeetingHeld", "2019-09-01", at, unit="med", present=["C-1"], attended=9, **full)
    yield fact("MeetingHeld", "2019-10-01", at, unit="med")
    cases = {"unit": "jc-1", "figure": "cases-activity-ready", "per": "own-caseworkers"}
    yield fact("RatioObserved", "2019-09-01", at, **cases, value=220, of=4, source="report", **full)
    yield fact("RatioObserved", "2020-02-01", at, **cases, value=90)
    told = {"members": 9, "categories": ["active", "student"]}
    yield fact("CountPublished", "2019-09-01", at, **told)


def _last_steps(before: list[Line]) -> Iterator[Line]:
    """Yield what names an earlier entry: a step, and an ending, of one election of several."""
    at = "2019-10-05T12:00:00Z"
    elections = [n for n, told in enumerate(before, start=1) if told["type"] == "StewardElected"]
    of = {"member": "M00014", "unit": "jc-1"}
    [named] = [n for n in elections if before[n - 1]["member"] == "M00014"]
    yield fact("ElectionStepTaken", "2019-12-01", at, **of, step="declined", election=named)
    yield fact("MandateEnded", "2019-12-02", at, **of, reason="resigned", election=named)


def lines() -> list[bytes]:
    """Return the facts that were imported, numbered as the entries they became, with two voids."""
    every = [*_organisation(), *_members(), *_happened()]
    at, last = "2019-11-01T07:00:00Z", len(every)
    every += [*_known_within_windows(), *_lists(), *_elections(), *_committees()]
    every += _last_steps(every)
    for number, told in enumerate(
        [*every], start=1
    ):  # a book that may change; lists of other members
        if told.get("rule") == "agreement" or told["type"] in {"RosterTaken", "JoiningDayStated"}:
            every.append(
                fact("EntryVoided", "2019-11-01", at, voids=number, reason="not to be relied on")
            )
    fields = {"voids": last - 1, "reason": "she only moved: Ærø"}
    every.append(fact("EntryVoided", "2019-11-01", at, **fields, **in_full("corrections")))
    every.append(fact("EntryVoided", "2019-11-01", at, voids=last, reason="told twice"))
    numbered = (each | {"entry": number} for number, each in enumerate(every, start=1))
    return [json.dumps(each, ensure_ascii=False).encode() for each in numbered]


def tell(registry: Registry) -> None:
    """Tell a registry nearly all of it: an import, commands, a list that is taken in and reverted."""
    registry.import_lines(lines(), command="import-1")
    registry.join("M00015", workplace="jc-3", on=date(2020, 1, 1), note=ODD, command="letter-1")
    registry.change_workplace("M00011", workplace="jc-3", on=date(2020, 2, 1), command="letter-2")
    wrong = registry.leave("M00001", on=date(2020, 2, 1), command="letter-3")
    registry.void(wrong.number, reason="wrong person", on=date(2020, 3, 2), command="letter-4")
    registry.elect(
        "M00002", unit="jc-1", on=date(2020, 3, 1), until=date(2022, 3, 1), command="letter-5"
    )
    plan = registry.plan_roster(_roster(registry), on=date(2020, 3, 1), command="roster-1")
    registry.record_plan(plan)
    registry.revert(plan.batch, reason="an older list", on=date(2020, 3, 2), command="revert-1")


def tell_elsewhere(registry: Registry) -> None:
    """Tell a registry the last of it, on a clock of another zone."""
    registry.rename_unit("kk", name="Kommunen", on=date(2020, 3, 2), command="letter-6")


def tell_apart(registry: Registry) -> None:
    """Keep people apart from a registry of its own; erase one of them, and hand a list out."""
    registry.keep_people_apart().add({"M00001": "Member One", "M00002": "Member Two"})
    registry.form_unit("jc-1", on=date(2015, 1, 1))
    for member in ("M00001", "M00002"):
        registry.join(member, workplace="jc-1", on=date(2019, 1, 1), note="by letter")
    registry.leave("M00002", on=date(2020, 1, 1), reason="resigned")
    registry.erase("M00002", reason="asked-for", on=date(2020, 2, 1))
    registry.note_export("list")


def whoever_left(registry: Registry) -> str:
    """Return the id of whoever left that registry, and was erased."""
    return next(
        line["member"]
        for line in map(json.loads, registry.export_lines())
        if line["type"] == "MemberLeft"
    )


def _roster(registry: Registry) -> Roster:
    """Return a list on which one member is missing, one is new, and one works elsewhere."""
    known = [each for each in registry.members(on=date(2020, 3, 1)) if each.member != "M00003"]
    rows = [RosterRow(0, each.member, each.category, each.at_unit, None) for each in known]
    rows[0] = rows[0]._replace(workplace="jc-3")
    rows.append(RosterRow(0, "M00016", "student", None, date(2020, 2, 15)))
    return Roster(
        source=Source("list.csv", "UTF-8", ";"),
        headings={"member": "Nr.", "category": "Kategori", "workplace": "Sted", "joined_on": "Dag"},
        rows=[row._replace(row=number) for number, row in enumerate(rows, start=2)],
        names={},
        problems=[],
        unsound=frozenset(),
        has_nameless=False,
    )


def long_lines(entries: int) -> Iterator[bytes]:
    """Yield a long history of few members, who move now and then; the last lines take some of it back."""
    places, members = 20, 60
    at, then = "2016-01-04T09:00:00Z", "2016-07-01T09:00:00Z"
    kind = "workplace"
    told = [
        *(
            fact("UnitFormed", "2015-01-01", at, unit=f"w-{n}", name=f"W {n}", kind=kind)
            for n in range(places)
        ),
        *(
            fact("MemberJoined", "2016-01-01", at, member=f"M{n:05}", workplace=f"w-{n % places}")
            for n in range(members)
        ),
    ]
    # facts that are alike stand together, so that they pack well
    turns, moves = (entries - len(told) - places) // members, 50
    for n in range(members):
        for turn in range(turns):
            day, member = str(date(2016, 2, 1) + timedelta(days=turn // 10)), f"M{n:05}"
            if turn % moves:
                told.append(fact("WorkplaceConfirmed", day, then, member=member))
            else:
                place = {"workplace": f"w-{(n + turn // moves) % places}"}
                told.append(fact("WorkplaceChanged", day, then, member=member, **place))
    moved = [n for n, line in enumerate(told, start=1) if line["type"] == "WorkplaceChanged"]
    told += [
        fact("EntryVoided", "2016-08-01", "2016-08-01T09:00:00Z", voids=n, reason="a slip")
        for n in moved[21 :: len(moved) // places]  # the last move of each third member
    ]
    yield from (json.dumps(line | {"entry": n}).encode() for n, line in enumerate(told, start=1))
