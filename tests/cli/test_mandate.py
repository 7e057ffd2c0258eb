"""`stewards mandate`."""

import json
from pathlib import Path

from .running import Ran, changing_nothing, run


def test_elect_and_end_record_a_mandate(store: Path) -> None:
    """A mandate is ended, and somebody else elected to the seat."""
    told = [
        run("mandate end M1 --unit jc-1 --reason resigned --on 2019-06-01", store=store),
        run("mandate elect M2 --unit jc-1 --until 2021-06-01 --on 2019-06-01", store=store),
    ]

    assert [ended.out for ended in told] == [
        (
            "Recorded entry 13: MandateEnded, member M1, unit jc-1, office steward, reason resigned,"
            " from 2019-06-01.\n"
        ),
        (
            "Recorded entry 14: StewardElected, member M2, unit jc-1, office steward, until 2021-06-01,"
            " agreement dk-municipal, from 2019-06-01.\n"
        ),
    ]


def test_an_election_that_a_rule_forbids_changes_nothing(store: Path) -> None:
    """The reason for refusal names who holds the seat, and the way round it."""
    ended = changing_nothing("mandate elect M2 --unit jc-1 --on 2019-06-01", store=store)

    assert ended == Ran(
        3,
        "",
        "Error: Cannot elect M2 as steward at jc-1 on 2019-06-01 because the seats there (1) are"
        " taken on 2019-06-01: M1 (entry 10). Record the ending of that mandate first. If the election"
        " did take place, record it with --override and the reason.\n",
    )


def test_an_override_records_it_all_the_same(store: Path) -> None:
    """The reason stands in the entry."""
    ended = run(
        "mandate elect M2 --unit jc-1 --on 2019-06-01 --override 'two were elected' -o json",
        store=store,
    )

    assert json.loads(ended.out)["override"] == "two were elected"


def test_list_shows_who_is_in_office(store: Path) -> None:
    """A table of those in office leaves out when and why mandates ended."""
    ended = run("mandate list --on 2019-09-01", store=store)

    assert ended.out == (
        "Who holds office on 2019-09-01, as known with entry 12, by dk-municipal\n"
        "member  unit  office   since       until       status\n"
        "───────────────────────────────────────────────────────────\n"
        "M1      jc-1  steward  2019-02-01  2021-02-01  not notified\n"
    )


def test_list_in_json_with_those_that_ended(store: Path) -> None:
    """With --all, a mandate that is over says when and why; without, it is not there."""
    line = "mandate list --on 2021-02-01 -o json"

    assert json.loads(run(line, store=store).out) == []
    assert json.loads(run(line, "--all", store=store).out) == [
        {
            "member": "M1",
            "unit": "jc-1",
            "office": "steward",
            "since": "2019-02-01",
            "starts_on": "2019-02-01",
            "until": "2021-02-01",
            "ended_on": "2021-02-01",
            "ended_because": "term over",
            "status": "over",
            "approved": None,
            "received": None,
            "objection_until": None,
            "valid_since": None,
            "protected_from": None,
            "protected_until": None,
            "continuous_since": "2019-02-01",
            "acting": False,
            "seat": None,
            "agreement": None,
            "ended_not_before": None,
            "learned_on": "2019-02-01",
            "ended_by": 10,
            "at_unit": "jc-1",
            "was_here": True,
            "ending_entry": None,
            "entry": 10,
        }
    ]


def test_list_of_an_office(store: Path) -> None:
    """Only the mandates of that office are listed."""
    ended = run("mandate list --on 2019-09-01 --office deputy", store=store)

    title = "Who holds office on 2019-09-01, as known with entry 12, by dk-municipal\n"
    assert (ended.code, ended.out) == (0, f"{title}(none)\n")


def test_steps_of_an_election(store: Path) -> None:
    """The notice opens the time for objecting, an acceptance closes it."""
    of = "mandate step M1 --unit jc-1"
    line = "mandate list --on 2019-02-10 -o json"

    def stands() -> tuple[str, str | None]:
        [found] = json.loads(run(line, store=store).out)
        return found["status"], found["objection_until"]

    assert stands() == ("not notified", None)
    run(f"{of} --step received --on 2019-02-05", store=store)
    assert stands() == ("open to objection", "2019-02-26")
    run(f"{of} --step accepted --on 2019-02-08", store=store)
    assert stands() == ("valid", "2019-02-26")
    assert run(f"{of} --step received --on 2019-02-06", store=store).code == 3


def test_list_counts_by_unit_and_leaves_out_the_rest(store: Path) -> None:
    """By the units right below one; of a status; with a term that ends before a day."""
    counted = run("mandate list --on 2019-09-01 --count-by unit -o json", store=store)
    assert [row["mandates"] for row in json.loads(counted.out)] == [1]

    for option, number in (
        ("--status valid", 0),
        ("--status 'not notified'", 1),
        ("--ending-before 2021-02-01", 0),
        ("--ending-before 2021-02-02", 1),
        ("--unit jc-1", 1),
        ("--unit jc-2", 0),
    ):
        found = run(f"mandate list --on 2019-09-01 {option} -o json", store=store)
        assert len(json.loads(found.out)) == number, option
