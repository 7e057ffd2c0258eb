"""Answers for other engines: one statement in their SQL, over the files of the segments."""

from collections.abc import Mapping

from ...events.errors import MissingExtra


def statement(question: str, given: Mapping[str, object], dialect: str = "spark") -> str:
    """Return an answer as one statement for another engine.

    It reads two tables: `member_entries`, the files of the folder `members` of the segments, and
    `other_entries`, those of `others`. Answers about a roster also read `roster`, which is not in
    the segments.

    Args:
        question: The name of an SQL file in the room of a subject, as for `Projection.ask`. What is
            judged in Python, such as a mandate or a verdict, has no statement.
        given: A value for each of its parameters; they become literals.
        dialect: As sqlglot calls it. `spark` (from 4.3) and `duckdb` are tested.

    Raises:
        MissingExtra: the extra `portable` is not installed.
        NoSuchQuestion: there is no such file.
        NothingGiven: a parameter has no value.
        NotPortable: what the question is made of cannot be steps of one statement.
    """
    try:
        from .transpiling import transpiled  # noqa: PLC0415 - needs an extra
    except ImportError:
        raise MissingExtra(f"write {question} for another engine", "portable") from None
    return transpiled(question, given, dialect)
