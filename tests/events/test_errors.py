"""An error is made of the data that its class names."""

import pickle
from typing import Any

import pytest
from stewards.events.errors import MalformedField
from stewards.projections.names_asked import NoSuchMember
from stewards.registry.lists.workplace_names import UnknownWorkplaceName


def test_the_data_are_attributes_in_the_order_in_which_they_are_named() -> None:
    """Data are given by place or by name, and what is left out is as the class says."""
    error = UnknownWorkplaceName("workplace", "Nowhere", nearest="; like it: jc-1")

    assert vars(error) == {
        "field": "workplace",
        "value": "Nowhere",
        "rows": 1,
        "nearest": "; like it: jc-1",
    }
    assert error.args == ("workplace", "Nowhere", 1, "; like it: jc-1")


def test_an_error_goes_to_another_process_as_it_is() -> None:
    """Given an error, when it is pickled and read again, then it says the same of the same data."""
    error = MalformedField("on", 7, "a day")
    again = pickle.loads(pickle.dumps(error))  # noqa: S301 - our own

    assert (str(again), vars(again)) == (str(error), vars(error))


@pytest.mark.parametrize(
    ("more", "message"),
    [
        ({}, "missing a required argument: 'nearest'"),
        ({"nearest": (), "kind": "unit"}, "got an unexpected keyword argument 'kind'"),
    ],
)
def test_an_error_takes_no_other_data(more: dict[str, Any], message: str) -> None:
    """Data that are missing, or that are the class's own, are a mistake in the program."""
    with pytest.raises(TypeError) as refused:
        NoSuchMember("show a member", "M1", **more)

    assert str(refused.value) == message
