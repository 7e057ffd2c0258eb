"""What the registries that are kept are asked, in the words of the command line, whose JSON is stable."""

import json
from pathlib import Path
from typing import Any, Final

from ..cli.running import run

NOW: Final = "2020-12-31"
MOMENTS: Final = (
    ("2019-09-01", "2019-09-01"),
    ("2019-09-01", NOW),
    ("2020-03-01", NOW),
)
"""Days, each with what was known; the earlier versions that are kept were asked of more of them."""

_OF_A_MOMENT: Final = (
    "count --by unit --unit bif",
    "count --by workplace",
    "member list",
    "eligibility",
    "mandate list --all",
    "unit list",
    "check",
    "lag --workplaces",
    "explain count --unit bif",
    "explain eligibility jc-1",
    "explain mandate M00002",
)
_OF_ALL: Final = (
    *(f"history --member M{number:05} --known-at {NOW}" for number in (1, 4, 12, 14, 17)),
    *(f"history --unit {unit} --known-at {NOW}" for unit in ("kk", "jc-3")),
    *(f"lag --by {kind} --on {NOW} --known-at {NOW}" for kind in ("type", "recorder", "unit")),
    *(
        f"reconcile --from 2018-09-01 --from-known {known} --to 2020-03-01 --to-known {NOW} --members{of}"
        for known in ("2018-09-01", NOW)
        for of in ("", " --unit north", " --category active")
    ),
    f"restate --on 2019-09-01 --between 2019-09-01 {NOW} --members",
    f"reconcile published --known-at {NOW}",
    f"statement --from 2019-05-01 --rate 20.50 --known-at {NOW}",
    *(
        f"explain mandate {member} --on 2020-03-01 --known-at {NOW}"
        for member in ("M00001", "M00009")
    ),
    *(
        f"{asked} --on 2019-10-15 --known-at {NOW}"
        for asked in (
            "vacancies --all",
            "rules show --unit jc-1",
            "committee show med",
            "figures",
            "mandate candidate M00014 --unit jc-1",
            "explain mandate M00014",
            "explain mandate M00004",
        )
    ),
    "batch list",
    "batch show letters-2018",
    "log digest",
)
QUESTIONS: Final = (
    *(f"{asked} --on {on} --known-at {known}" for on, known in MOMENTS for asked in _OF_A_MOMENT),
    *_OF_ALL,
)

LONG_QUESTIONS: Final = (
    *(
        f"{asked} --known-at {known}"
        for known in ("2016-07-31", NOW)
        for asked in (
            "count --on 2016-07-01 --by workplace",
            "member list --on 2016-06-01 --unit w-7",
            "explain count --on 2016-06-30 --unit w-3",
            "lag --on 2016-07-31",
        )
    ),
    f"restate --on 2016-06-30 --between 2016-07-31 {NOW} --unit w-7 --members",
    "log digest",
)


def asked(question: str, store: Path, agreement: Path) -> dict[str, Any]:
    """Return what a command line prints, but for the sentences in it, and how it ends."""
    ended = run(f"--agreement {agreement} {question} -o json", store=store)
    if ended.code == 2:
        raise AssertionError(f"{question}: {ended.err}")
    said = json.loads(ended.out) if ended.out else None  # a refusal is a sentence, and its code
    return {"code": ended.code, "answer": without_sentences(said)}


def without_sentences(answer: Any) -> Any:
    """Return an answer without what is put in words for people, which may be put better later."""
    if isinstance(answer, list):
        return [without_sentences(each) for each in answer]
    if isinstance(answer, dict):
        return {key: without_sentences(value) for key, value in answer.items() if key != "detail"}
    return answer


RIGHTED: Final = {
    "eligibility": {"observed"},  # after a merger: the sum of what was merged, not one part of it
}
"""The keys of answers that were wrong when they were kept, by the question."""


def differs(question: str, then: Any, now: Any) -> bool:
    """Return whether a question gets another answer than it got, but for what was wrong then.

    `check` may find more than it did, and name more entries behind what it found.
    """
    command, before, after = question.split(maxsplit=1)[0], then["answer"], now["answer"]
    if command == "check":
        found: dict[tuple[str, str], set[int]] = {}
        for each in after:
            key = each["finding"], each["subject"]
            found.setdefault(key, set()).update(each["entries"])
        return then["code"] != now["code"] or any(
            not {*each["entries"]} <= found.get((each["finding"], each["subject"]), set())
            for each in before
        )
    if command in RIGHTED:
        before = [{k: v for k, v in each.items() if k not in RIGHTED[command]} for each in before]
        then = then | {"answer": before}
    return lost(then, now)


def lost(then: Any, now: Any) -> bool:
    """Return whether an answer lacks something it once held: keys may be added, and nothing else."""
    if isinstance(then, dict) and isinstance(now, dict):
        return any(key not in now or lost(value, now[key]) for key, value in then.items())
    if isinstance(then, list) and isinstance(now, list):
        return len(then) != len(now) or any(map(lost, then, now))
    return bool(then != now)
