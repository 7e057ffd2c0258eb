"""The overview: the numbers are those of the library, from whatever point one looks."""

import re
from datetime import UTC, date, datetime

import pytest
from starlette.testclient import TestClient
from stewards.registry import KnownAt, Registry


def great(text: str) -> str:
    """Return the great number of a page, without what it leads to."""
    found = re.search(r'<p class="great">(.*?)</p>', text)
    assert found
    return re.sub(r"<[^>]+>", "", found[1])


KNOWN: dict[str, KnownAt] = {
    "": None,
    "2019-09-01": date(2019, 9, 1),
    "entry:1500": 1500,
    "2018-03-04T06:06:07+01:00": datetime(2018, 3, 4, 5, 6, 7, tzinfo=UTC),
}


@pytest.mark.parametrize("known", KNOWN)
@pytest.mark.parametrize("unit", ["", "jck", "jc-6"])
def test_the_count_of_a_day_as_known_at_a_moment(
    client: TestClient, registry: Registry, known: str, unit: str
) -> None:
    """A day, a knowledge and a unit in the address give the count of that point."""
    answer = client.get("/", params={"on": "2018-09-01", "known": known, "unit": unit})

    count = registry.count(on=date(2018, 9, 1), known_at=KNOWN[known], unit=unit or None)
    assert answer.status_code == 200
    assert great(answer.text) == str(count.members)
