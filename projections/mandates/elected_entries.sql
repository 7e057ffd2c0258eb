-- one row is one standing entry, of any day, that the courses of some members' mandates rest on
-- parameters: upto, members
--
-- They are the elections with their endings and steps, and the joinings, changes of workplace and
-- leavings of those elected.
with
of_whom as (select unnest(members::varchar[]) as member)

select
    entry, type, effective_on, recorded_at, recorded_by,
    member, unit, office, until, starts_on, seat, agreement, override, election, reason,
    json_extract_string(text, '$.step') as step, json_extract_string(text, '$.ground') as ground,
    null as workplace, if(type = 'MandateEnded', not_before, null) as not_before,
    null::date as placed_on
from told_of_others
where type in ($of_mandates) and member in (select member from of_whom)
    and entry <= upto and (voided_by is null or voided_by > upto)
union all
select
    entry, type, effective_on, recorded_at, recorded_by,
    member, null, null, null, null, null, null, null, null, null,
    null, null, workplace, not_before, placed_on
from told_of_members
where type in ($setting_membership_workplace) and member in (select member from of_whom)
    and entry <= upto and (voided_by is null or voided_by > upto)
