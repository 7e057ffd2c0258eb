-- one row is one fact up to a day, and the unit it is about, before mergers; null for none
-- parameters: on_day, upto
--
-- That is the unit it names; for a leaving, a confirmation or a category, the workplace on record
-- as the history of the member is read up to it.
with
member_known as (
    select * from member_facts
    where effective_on <= on_day and entry <= upto and (voided_by is null or voided_by > upto)
),

before as (
    select
        *,
        max(ord * 2 + (kind = 'MemberJoined')::bigint)
            filter (kind in ($setting_membership)) over so_far as membership,
        last_value(
            case when kind in ($setting_workplace)
                then {'workplace': workplace} end ignore nulls
        ) over so_far as place
    from member_known
    window so_far as (
        partition by member order by ord rows between unbounded preceding and 1 preceding
    )
)

-- a joining whose workplace holds from a later day is one fact, whatever parts it is read in
select entry, workplace as unit
from told_of_members
where type in ($setting_workplace) and effective_on <= on_day and entry <= upto
union all
select entry, if(membership % 2 = 1, place.workplace, null)
from before
where entry not in (select entry from told_of_members where type in ($setting_workplace))
union all
select entry, unit from rosters where effective_on <= on_day and entry <= upto
union all
select entry, unit from unit_facts where effective_on <= on_day and entry <= upto
union all
select entry, unit from elections where effective_on <= on_day and entry <= upto
union all
select entry, unit from endings where effective_on <= on_day and entry <= upto
union all
select entry, workplace from headcounts where effective_on <= on_day and entry <= upto
union all
select entry, unit from published_counts where effective_on <= on_day and entry <= upto
