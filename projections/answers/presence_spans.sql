-- one row is one member ever elected and a span of days, with membership and workplace on them
-- parameters: on_day, upto
--
-- A span runs from from_day until the day before to_day; it takes the state at the end of its first
-- day, after the last fact of that day. `at_unit` is the workplace after the mergers in force.
with
elected as (
    select distinct member from elections
    where effective_on <= on_day and entry <= upto and (voided_by is null or voided_by > upto)
),

facts as (
    select member, effective_on, ord, entry, kind, workplace
    from facts_of_elected
    where member in (select member from elected)
        and effective_on <= on_day and entry <= upto and (voided_by is null or voided_by > upto)
    union all
    select member, date '-infinity', -1, null, null, null from elected -- before the first fact
),

states as (
    select
        member,
        effective_on as from_day,
        lead(effective_on, 1, date 'infinity') over in_order as to_day,
        last_value(
            case when kind in ('MemberJoined', 'MemberLeft')
                then {'is_member': kind = 'MemberJoined', 'entry': entry} end ignore nulls
        ) over in_order as membership,
        last_value(
            case when kind in ('MemberJoined', 'WorkplaceChanged')
                then {'workplace': workplace, 'day': effective_on, 'entry': entry} end ignore nulls
        ) over in_order as place
    from facts
    window in_order as (partition by member order by ord)
)

select
    s.member,
    greatest(s.from_day, r.from_day) as from_day,
    least(s.to_day, r.to_day) as to_day,
    coalesce(s.membership.is_member, false) as is_member,
    s.membership.entry as membership_by,
    coalesce(r.at_unit, s.place.workplace) as at_unit,
    s.place.day as placed_on,
    s.place.entry as placed_by
from states s
left join resolved_spans(on_day, upto) r
    on r.unit = s.place.workplace and r.from_day < s.to_day and s.from_day < r.to_day
where s.from_day < s.to_day
