-- one row is one fact that was recorded by a day and holds from a later one
-- parameters: on_day, upto, last_day
--
-- Up to the last day. Where it names no unit, it is where the member works on the day.
with
told as (
    select
        entry, type::varchar as type, effective_on, recorded_at, member,
        workplace as unit, voided_by
    from told_of_members
    union all
    select
        entry, type::varchar, effective_on, recorded_at, member,
        coalesce(unit, workplace, committee), voided_by
    from told_of_others
),

ahead as (
    select * from told
    where effective_on > on_day and effective_on <= last_day and recorded_at::date <= on_day
        and entry <= upto and (voided_by is null or voided_by > upto)
        and type not in ($of_corrections, $of_generations)
)

select
    a.entry, a.type, a.effective_on, a.recorded_at::date as recorded_on, a.member, a.unit,
    coalesce(r.at_unit, a.unit, m.at_unit) as at_unit
from ahead a
left join mergers_on(on_day, upto) r on r.unit = a.unit
left join members_on(on_day, upto) m using (member)
