-- one row is one office at one unit with more holders on a day than it has seats
-- parameters: on_day, upto
with
held as (
    select
        m.at_unit as unit, m.office, any_value(o.seats) as seats,
        count(distinct m.member) as holders, list(m.entry) as entries
    from mandates_on(on_day, upto) m
    join offices o using (office)
    where m.ended_on is null
    group by m.at_unit, m.office
)

select
    'more holders than seats' as finding,
    unit as subject,
    format(
        '{} members hold the office of {}, which has {} {}',
        holders, office, seats, if(seats = 1, 'seat', 'seats')
    ) as detail,
    list_sort(entries) as entries
from held
where holders > seats
