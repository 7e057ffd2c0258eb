-- one row is one unit, one unit it lies at or below, and a span of days on which it does
-- parameters: on_day, upto
--
-- A span runs from from_day until the day before to_day.
with recursive
known as (
    select * from unit_facts
    where kind in ('UnitFormed', 'UnitMoved')
        and entry <= upto and (voided_by is null or voided_by > upto)
),

-- before its first day a unit already lies under its first parent
first_parents as (
    select distinct on (unit) unit, parent
    from known
    where kind = 'UnitFormed'
    order by unit, ord
),

moves as (
    select unit, parent, date '-infinity' as from_day from first_parents
    union all
    select unit, arg_max_null(parent, ord), effective_on
    from known
    where kind = 'UnitMoved' and effective_on <= on_day
    group by unit, effective_on
),

parents as (
    select
        unit, parent, from_day,
        lead(from_day, 1, date 'infinity') over (partition by unit order by from_day) as to_day
    from moves
),

walk(unit, ancestor, from_day, to_day, path) as (
    select distinct unit, unit, date '-infinity', date 'infinity', [unit] from parents
    union all
    select
        w.unit, p.parent, greatest(w.from_day, p.from_day), least(w.to_day, p.to_day),
        list_append(w.path, p.parent)
    from walk w
    join parents p on p.unit = w.ancestor and p.from_day < w.to_day and w.from_day < p.to_day
    where p.parent is not null and not list_contains(w.path, p.parent)
)

select unit, ancestor, from_day, to_day
from walk
