-- one row is one member in membership on a day, with the workplace on record and what it has become
-- parameters: on_day, upto
select
    s.member,
    s.workplace,
    coalesce(r.at_unit, s.workplace) as at_unit,
    s.category,
    s.membership_by as joined_by,
    s.placed_by,
    s.categorised_by
from standings_on(on_day, upto) s
left join mergers_on(on_day, upto) r on r.unit = s.workplace
where s.is_member
