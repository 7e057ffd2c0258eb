-- one row is one unit at or below another one on a day
-- parameters: on_day, upto, top_unit
with recursive
units as (select unit, parent from units_on(on_day, upto)),

below(unit) as (
    select top_unit::varchar
    union -- not all: a unit met before is not walked again
    select u.unit
    from below b
    join units u on u.parent = b.unit
)

select unit from below
