-- one row is one standing entry, by a day, that the course of a mandate rests on
-- parameters: on_day, upto, is_over
--
-- They are the elections, and all endings, joinings, changes of workplace and leavings of those
-- elected: by `is_over`, of the elections whose term is over on the day, or of all others.
with
others as (
    select *
    from told_of_others
    where type in ($of_mandates)
        and effective_on <= on_day and entry <= upto and (voided_by is null or voided_by > upto)
),

begun as (
    select * from others
    where type = 'StewardElected' and coalesce(until <= on_day, false) = is_over
)

select
    entry, type, effective_on, recorded_at, recorded_by,
    member, unit, office, until, override, null as workplace
from begun
union all
select
    entry, type, effective_on, recorded_at, recorded_by,
    member, unit, office, null, null, null
from others
where type = 'MandateEnded' and member in (select member from begun)
union all
select
    entry, type, effective_on, recorded_at, recorded_by,
    member, null, null, null, null, workplace
from told_of_members
where type in ($setting_membership_workplace)
    and member in (select member from begun)
    and effective_on <= on_day and entry <= upto and (voided_by is null or voided_by > upto)
