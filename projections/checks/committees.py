"""What looks odd about seats of committees, and about ratios."""

from collections.abc import Collection, Iterable, Iterator

from ..committees.fold import is_of_another_group, may_fill, own_organisation
from ..committees.rows import Committee
from ..figures.fold import is_over
from ..figures.rows import Ratio
from ..rules import Agreement
from .rows import Finding


def vacant_seats(committee: Committee) -> Iterator[Finding]:
    """Yield each seat of a committee that nobody holds."""
    unit = committee.unit
    for each in committee.seats:
        if each.vacant:
            fills = f", which {each.organisation} fills," if each.organisation else ""
            detail = f"the seat {each.seat} of group {each.group}{fills} is held by nobody"
            advice = (
                f"Record who fills it: stewards mandate elect MEMBER --unit {unit} --office med-seat"
                f" --seat {each.seat} --on DAY; or, if another organisation does: stewards committee seat"
                f" {unit} {each.seat} --group {each.group} --organisation ID --on DAY"
            )
            yield Finding("seat vacant", unit, detail, [each.allotted_by], advice)


def seats_of_others(
    committee: Committee, rules: Agreement, explained: Collection[int]
) -> Iterator[Finding]:
    """Yield each seat of a committee that is filled by an organisation of another group.

    But not where one of the entries behind it is among those for which an override says why.
    """
    unit = committee.unit
    for each in committee.seats:
        entries = [each.allotted_by, *([each.elected_by] if each.elected_by else [])]
        if not {*entries}.isdisjoint(explained):
            continue
        holder = own_organisation(rules) if each.member else each.organisation
        if is_of_another_group(rules, each.group, holder):
            filling = ", ".join(may_fill(rules, each.group) or ())
            whom = f"{each.member} of {holder}" if each.member else holder
            detail = (
                f"the seat {each.seat} of group {each.group} is held by {whom}; by the agreement"
                f" {rules.name}, {filling} fill the seats of that group"
            )
            advice = (
                f"Record whose it is: stewards committee seat {unit} {each.seat} --group GROUP"
                " --organisation ID --on DAY"
            )
            yield Finding("seat held from another group", unit, detail, sorted(entries), advice)


def over_the_norm(ratios: Iterable[Ratio]) -> Iterator[Finding]:
    """Yield each ratio that is over the norm of its day."""
    for each in ratios:
        if is_over(each) and each.unit is not None:
            rule = each.rule
            where = f" ({rule.source}, {rule.certainty})" if rule else ""
            detail = (
                f"{each.figure}: {each.value} for {each.of} {each.per} on {each.on},"
                f" {each.times} times the norm of {each.norm}{where};"
                f" lacking: {each.short} {each.per}"
            )
            advice = (
                "Record the next figure: stewards observe-ratio"
                f" {each.unit} --figure {each.figure} --value NUMBER --of NUMBER --per {each.per}"
            )
            yield Finding("over the norm", each.unit, detail, [each.entry or 0], advice)
