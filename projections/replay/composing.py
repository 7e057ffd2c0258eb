"""A question as one text: where it asks another one stands that one's text, or a table that is kept.

It says what the table macros say. But to make a macro takes as long as to plan it, and what many
questions of one day rest on would be planned and worked out by each of them: that is kept, see `kept`.
"""

import re
from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from typing import Final

from attrs import frozen

from .sql import Answer

_TOKEN: Final = re.compile(r"--[^\n]*|'[^']*'|\"[^\"]*\"|[.$]?[a-zA-Z_]\w*|\d+|\s+|.")
_PARAMETER: Final = re.compile(r"\$(\w+)")

_OPENING, _CLOSING = ("(", "[", "{"), (")", "]", "}")
_NAMING: Final = "as"
"""What follows is the name of a column, which may be that of a parameter."""


@frozen
class Shared:
    """A question that is kept, where another one asks it with what the outermost one is asked with.

    Attributes:
        answer: The question.
        given: For each of its parameters the one of the outermost question that it is asked with.
        text: What it says, if no table does.
    """

    answer: Answer
    given: Mapping[str, str]
    text: "Text"


Text = tuple[str | Shared, ...]
"""SQL in pieces. Its parameters are those of the outermost question."""


@frozen
class _Parameter:
    """A parameter, where a question has it."""

    name: str


@frozen
class _Call:
    """Another question, where a question asks it."""

    name: str
    values: tuple["_Pieces", ...]


_Pieces = tuple[str | _Parameter | _Call, ...]


def composed(answers: Mapping[str, Answer], question: str) -> Text:
    """Return what stands for a question after `from`: one text, with all that it is made of.

    What is kept stands in it as `Shared` only where its values are given to the outermost question, so that
    they are known before that is answered. Asked with anything else, as with each of several days, it is
    written out.

    Raises:
        TypeError: a question asks another one with too few values, or too many.
    """
    answer = answers[question]
    return _call(answers, answer, [(f"${name}",) for name in answer.parameters])


def written(text: Text, table_of: Callable[[Shared], str | None] = lambda _: None) -> str:
    """Return a text as SQL, and each part that is kept as its table, or written out where it has none."""
    return "".join(
        piece if isinstance(piece, str) else table_of(piece) or f"({written(piece.text, table_of)})"
        for piece in text
    )


def used(query: str, given: Mapping[str, object]) -> dict[str, object]:
    """Return what is given for the parameters that a query has: the database takes no others."""
    names = {*_PARAMETER.findall(query)}
    return {name: value for name, value in given.items() if name in names}


def _filled(answers: Mapping[str, Answer], answer: Answer, values: Sequence[Text]) -> Text:
    """Return the text of an answer for some values."""
    if len(values) != len(answer.parameters):
        raise TypeError(f"{answer.name} takes {len(answer.parameters)} values, not {len(values)}")
    value_of = dict(zip(answer.parameters, values, strict=True))

    def fill(pieces: _Pieces) -> Text:
        text: list[str | Shared] = []
        for piece in pieces:
            match piece:
                case str():
                    text.append(piece)
                case _Parameter(name):
                    text += value_of[name]
                case _Call(name, given):
                    text += _call(answers, answers[name], [fill(each) for each in given])
        return tuple(text)

    return fill(_read(answer.query, answer.parameters, answer.needs))


def _call(answers: Mapping[str, Answer], answer: Answer, values: Sequence[Text]) -> Text:
    """Return what stands for an answer that is asked with some values."""
    known = [_known(value) for value in values]
    text = _filled(
        answers,
        answer,
        [value if name else ("(", *value, ")") for name, value in zip(known, values, strict=True)],
    )
    given = {each: name for each, name in zip(answer.parameters, known, strict=True) if name}
    if answer.kept and len(given) == len(known):
        return (Shared(answer, given, text),)
    return ("(", *text, ")")


def _known(value: Text) -> str | None:
    """Return the parameter of the outermost question that a value is; none where it is anything else."""
    found = _PARAMETER.fullmatch("".join(map(str, value)).strip())
    return found[1] if found else None


@cache
def _read(query: str, parameters: tuple[str, ...], needs: tuple[str, ...]) -> _Pieces:
    """Return the pieces of a query that has some parameters and asks some questions."""
    tokens = deque(token for token in _TOKEN.findall(query) if not token.startswith("--"))

    def until(ends: str) -> tuple[_Pieces, str]:
        """Return what comes before one of some signs, but for those in brackets, and that sign."""
        pieces: list[str | _Parameter | _Call] = []
        depth, before = 0, ""
        while tokens:
            token = tokens.popleft()
            if depth == 0 and token in ends:
                return tuple(pieces), token
            depth += (token in _OPENING) - (token in _CLOSING)
            if token in needs and tokens and tokens[0] == "(":
                tokens.popleft()
                pieces.append(_Call(token, tuple(values())))
            elif token in parameters and before != _NAMING:
                pieces.append(_Parameter(token))
            elif pieces and isinstance(pieces[-1], str):
                pieces[-1] += token
            else:
                pieces.append(token)
            before = before if token.isspace() else token
        return tuple(pieces), ""

    def values() -> Iterator[_Pieces]:
        end = ","
        while end == ",":
            value, end = until(",)")
            yield value

    return until("")[0]
