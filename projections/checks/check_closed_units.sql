-- one row is one member in membership on a day whose workplace, after mergers, is closed
-- parameters: on_day, upto
select
    'member at a closed unit' as finding,
    m.member as subject,
    format('works at {}, which closed on {}', m.at_unit, u.closed_on) as detail,
    list_sort([m.placed_by, u.closed_by]) as entries
from members_on(on_day, upto) m
join units_on(on_day, upto) u on u.unit = m.at_unit
where u.closed_on is not null
