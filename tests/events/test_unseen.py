"""A name that nobody can see is no name."""

import pytest
from stewards.events.characters import can_be_seen
from stewards.events.errors import UnseenText
from stewards.events.validators import check_text


@pytest.mark.parametrize(
    "text",
    [
        "\u200b",
        "\u00ad\u00ad",
        "\u2800",
        "\u3164",
        "\uffa0 \u115f",
        "\ufe0f",
        "\U000e0100",
        "\u2060\ufeff",
        "\u034f",
        "\u0301",
        "\u00a0\u200d\u00a0",
    ],
)
def test_what_nobody_can_see(text: str) -> None:
    """Characters of no width, blanks that pass for letters, and marks on nothing are refused."""
    with pytest.raises(UnseenText) as refusal:
        check_text("name", text)

    assert str(refusal.value) == (
        f"Cannot use {text!a} as name because it consists of invisible characters only."
        " Type it again."
    )


@pytest.mark.parametrize(
    "text",
    ["a", "5", "-", "\u00e5", "a\u030a", "\u6771\u4eac", "\U0001f339\ufe0f", "J\u00adC", "\u00a7"],
)
def test_what_can_be_seen(text: str) -> None:
    """One letter, digit or sign is enough, of any script."""
    assert can_be_seen(text)
    check_text("name", text)
