-- one row is one unit at or below another one on a day
-- parameters: on_day, upto, top_unit
-- kept: at once
with recursive
units as (select unit, parent from units_on(on_day, upto)),

below(unit) as (
    select top_unit::varchar
    union all
    select u.unit
    from below b
    join units u on u.parent = b.unit
    -- every unit has one parent, so nothing but a circle through the top leads to a unit again
    where u.unit <> top_unit
)

select unit from below
