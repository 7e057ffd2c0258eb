-- one row is one workplace, after mergers, its members, and how old the knowledge of them is
-- parameters: on_day, upto, lists, places
--
-- Recent is less than twelve months ago: later than the same day a year before. One row is without
-- a workplace. For `lists` and `places` see `workplaces_known`.
with
ages as (
    select
        at_unit as workplace,
        count(*) as members,
        count(*) filter (known_on > on_day - interval 12 months) as recent,
        min(known_on) as oldest
    from workplaces_known(on_day, upto, lists, places)
    group by at_unit
)

select a.workplace, u.name, a.members, a.recent, a.recent / a.members as share, a.oldest
from ages a
left join units_on(on_day, upto) u on u.unit = a.workplace
