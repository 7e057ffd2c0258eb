"""`stewards observe`, `publish` and `void`."""

import json
from pathlib import Path

from .running import Ran, changing_nothing, run


def test_observe_and_publish_record_a_figure(store: Path) -> None:
    """A headcount and a figure in print, with where they are from."""
    told = [
        run("observe jc-1 --employees 7 --source list --on 2019-09-01", store=store),
        run("publish --members 6 --source report --on 2019-09-01", store=store),
    ]

    assert [ended.out for ended in told] == [
        (
            "Recorded entry 13: HeadcountObserved, workplace jc-1, employees 7, source list,"
            " from 2019-09-01.\n"
        ),
        "Recorded entry 14: CountPublished, members 6, source report, from 2019-09-01.\n",
    ]


def test_void_takes_an_entry_back(store: Path) -> None:
    """From then on the entry counts as never said."""
    ended = run("void 12 --reason 'wrong person' --on 2019-11-01", store=store)

    assert ended.out == (
        "Recorded entry 13: EntryVoided, voids 12, reason wrong person, from 2019-11-01.\n"
    )
    counted = run("count --on 2019-09-01 -o json", store=store)
    assert json.loads(counted.out)["members"] == 6


def test_a_void_is_final(store: Path) -> None:
    """Voiding a void is refused and changes nothing."""
    run("void 12 --reason 'wrong person'", store=store)
    ended = changing_nothing("void 13 --reason 'right after all'", store=store)

    assert ended == Ran(
        3,
        "",
        "Error: Cannot void entry 13 because it is itself a void, of entry 12, and a void is final."
        " Record the fact of entry 12 again.\n",
    )


def test_more_employees_than_people(store: Path) -> None:
    """A headcount beyond all people is malformed and changes nothing."""
    ended = changing_nothing("observe jc-1 --employees 999999999", store=store)

    assert ended == Ran(
        2,
        "",
        "Error: Cannot use 999999999 as employees because a number of people is 0 to 100000000."
        " Give the number of people counted.\n",
    )
