-- one row is one standing entry, by a day, that the course of a mandate rests on
-- parameters: on_day, upto, is_over
--
-- They are the elections with their endings and steps, and the joinings, changes of workplace and
-- leavings of those elected; by `is_over`, of members whose terms are all over on the day, or of
-- all others; of later days too, where one of them may have been true by then.
with
others as (
    select *
    from told_of_others
    where type in ($of_mandates)
        and effective_on <= on_day and entry <= upto and (voided_by is null or voided_by > upto)
),

terms as (
    select member, bool_and(coalesce(until <= on_day, false)) as are_over
    from others
    where type = 'StewardElected'
    group by member
),

of_whom as (select member from terms where are_over = is_over),

about as (
    select *
    from told_of_members
    where type in ($setting_membership_workplace)
        and member in (select member from of_whom)
        and entry <= upto and (voided_by is null or voided_by > upto)
),

unsure as (
    select distinct member from about where not_before <= on_day and effective_on > on_day
)

select
    entry, type, effective_on, recorded_at, recorded_by,
    member, unit, office, until, starts_on, seat, agreement, override, election, reason,
    json_extract_string(text, '$.step') as step, json_extract_string(text, '$.ground') as ground,
    null as workplace, if(type = 'MandateEnded', not_before, null) as not_before,
    null::date as placed_on
from others
where member in (select member from of_whom)
union all
select
    a.entry, a.type, a.effective_on, a.recorded_at, a.recorded_by,
    a.member, null, null, null, null, null, null, null, null, null,
    null, null, a.workplace, a.not_before, a.placed_on
from about a
left join unsure u using (member)
where a.effective_on <= on_day or u.member is not null
