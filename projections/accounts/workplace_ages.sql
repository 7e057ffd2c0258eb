-- one row is one workplace, after mergers, its members, and how old the knowledge of them is
-- parameters: on_day, upto
--
-- Known since the last joining, change or confirmation of the workplace by that day. Recent is less
-- than twelve months ago: later than the same day a year before. One row is without a workplace.
with
known as (
    select * from member_facts
    where effective_on <= on_day and entry <= upto and (voided_by is null or voided_by > upto)
        and kind in ($setting_workplace_confirmation)
),

-- whoever is in membership joined since leaving, so the last of these is of this membership
last_said as (
    select member, max(effective_on) as known_on
    from known
    group by member
),

ages as (
    select
        m.at_unit as workplace,
        count(*) as members,
        count(*) filter (l.known_on > on_day - interval 12 months) as recent,
        min(l.known_on) as oldest
    from members_on(on_day, upto) m
    join last_said l using (member)
    group by m.at_unit
)

select a.workplace, u.name, a.members, a.recent, a.recent / a.members as share, a.oldest
from ages a
left join units_on(on_day, upto) u on u.unit = a.workplace
