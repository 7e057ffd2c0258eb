"""From the SQL files to one statement in another dialect. The only module that imports sqlglot.

The queries stay those of the subjects, and of `families/` and `staging/` of the replay; each one that a
question is made of becomes a named step of the statement.
"""

from collections.abc import Callable, Mapping
from typing import Final

from sqlglot import exp, parse_one, select

from ..errors import NoSuchQuestion, NothingGiven, NotPortable
from ..replay import sql

Node = exp.Expr

_TOLD: Final = """
    select written.*, taken_back.voided_by
    from {0} written
    left join taken_back using (entry)
"""


def transpiled(question: str, given: Mapping[str, object], dialect: str) -> str:
    """Return an answer as one statement; see `portable.statement`."""
    steps = _Steps(given)
    steps.add(question)
    whole = select("*").from_(question)
    for name, query in steps.queries.items():
        whole = whole.with_(name, as_=query, copy=False)
    return _in_the_words_of(dialect, whole).sql(dialect, pretty=True, comments=False)


class _Steps:
    """The queries of a statement.

    Attributes:
        queries: Each by its name, after those it reads.
    """

    def __init__(self, given: Mapping[str, object]) -> None:
        self.queries: dict[str, Node] = {}
        self._given = given
        self._answers = sql.answers()
        self._views = _views()

    def add(self, question: str) -> None:
        """Add an answer, after what it is made of."""
        if question not in self._answers:
            raise NoSuchQuestion(question)
        answer = self._answers[question]
        values = {name: self._value(question, name) for name in answer.parameters}
        query = _with_names_of(question, _parsed(answer.query))
        self._add_asked(question, query)
        self._add_read(query)
        self.queries[question] = query.transform(_with_values(values), copy=False)

    def _value(self, question: str, parameter: str) -> Node:
        if parameter not in self._given:
            raise NothingGiven(question, parameter)
        return exp.convert(self._given[parameter])

    def _add_asked(self, question: str, query: Node) -> None:
        """Add the answers that a query asks for, and read them as steps from now on."""
        for table in list(query.find_all(exp.Table)):
            call = table.this
            if not isinstance(call, exp.Anonymous):
                continue
            asked = [argument.sql() for argument in call.expressions]
            if asked != list(self._answers[call.name].parameters):
                raise NotPortable(question, call.name)
            if call.name not in self.queries:
                self.add(call.name)
            table.set("this", exp.to_identifier(call.name))

    def _add_read(self, query: Node) -> None:
        """Add the views that a query reads."""
        for table in query.find_all(exp.Table):
            if table.name in self._views and table.name not in self.queries:
                view = _with_names_of(table.name, _parsed(self._views[table.name]))
                self._add_read(view)
                self.queries[table.name] = view


def _views() -> dict[str, str]:
    """Return what the answers read, by name; beneath are the files of the segments.

    These do not know what was taken back later.
    """
    taken_back = sql.texts("staging")["taken_back"]
    return {
        **sql.texts("families"),
        "taken_back": taken_back.replace("told_of_others", "other_entries"),
        "told_of_members": _TOLD.format("member_entries"),
        "told_of_others": _TOLD.format("other_entries"),
    }


def _parsed(query: str) -> Node:
    return parse_one(query, dialect="duckdb").transform(_with_history_order, copy=False)


def _with_names_of(question: str, query: Node) -> Node:
    """Let the steps of a query bear its name: other queries have steps that are called the same."""
    steps = list(query.find_all(exp.CTE))
    own = {step.alias: f"{question}_{step.alias}" for step in steps}
    for table in query.find_all(exp.Table):
        if table.name in own:
            table.set("alias", exp.TableAlias(this=exp.to_identifier(table.alias_or_name)))
            table.set("this", exp.to_identifier(own[table.name]))
    for step in steps:
        step.args["alias"].set("this", exp.to_identifier(own[step.alias]))
    return query


def _with_history_order(node: Node) -> Node:
    """Put the macro that is called so in the place of the call; its parameters are columns."""
    is_call = isinstance(node, exp.Anonymous) and node.name == "history_order"
    return parse_one(sql.HISTORY_ORDER, dialect="duckdb") if is_call else node


def _with_values(values: Mapping[str, Node]) -> Callable[[Node], Node]:
    """Return what puts values in the place of the parameters."""

    def change(node: Node) -> Node:
        is_parameter = isinstance(node, exp.Column) and not node.table and node.name in values
        return values[node.name].copy() if is_parameter else node

    return change


def _in_the_words_of(dialect: str, query: Node) -> Node:
    return query.transform(_as_spark_means, copy=False) if dialect == "spark" else query


def _as_spark_means(node: Node) -> Node:
    """Say what sqlglot would leave as it is, although Spark means something else by it."""
    match node:
        case exp.ArgMax() | exp.ArgMin():
            return _of_something(node)
        case exp.Anonymous() if node.name == "arg_max_null":
            return exp.ArgMax(this=node.expressions[0], expression=node.expressions[1])
        case exp.Sub(expression=exp.Cast() as day) if day.is_type("date"):
            return _days_between(node)
        case exp.CTE(args={"materialized": True}):  # a word about time alone, which Spark has not
            node.set("materialized", None)
        case exp.Length(this=exp.Array() as several):
            return exp.ArraySize(this=several)
        case exp.ArrayContains(this=exp.Null() | exp.Array(expressions=[]) as listed):
            return exp.null() if isinstance(listed, exp.Null) else exp.false()
    return node


def _of_something(node: Node) -> Node:
    """Make a greatest of those that have a value; in Spark it may be one that has none."""
    has_value = exp.Is(this=node.this.copy(), expression=exp.null()).not_()
    node.set("expression", exp.If(this=has_value, true=node.expression, false=exp.null()))
    return node


def _days_between(node: Node) -> Node:
    """Make a day less a day a number, wide enough to be shifted; in Spark it is an interval."""
    days = exp.DateDiff(this=node.this, expression=node.expression)
    return exp.cast(days, "bigint")
