-- one row is one standing entry about one of some members that evidence is read from
-- parameters: upto, among
select
    entry, type, effective_on, recorded_at, recorded_by,
    member, not_before, derived, placed_on, workplace, category,
    null::date as joined, null::date as joined_not_before
from told_of_members
where member in (select unnest(among::varchar[]))
    and entry <= upto and (voided_by is null or voided_by > upto)
union all
select
    entry, type, effective_on, recorded_at, recorded_by,
    member, null, null, null, null, null, joined, joined_not_before
from told_of_others
where type = 'JoiningDayStated' and member in (select unnest(among::varchar[]))
    and entry <= upto and (voided_by is null or voided_by > upto)
