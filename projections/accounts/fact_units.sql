-- one row is one fact up to a day, and the unit it is about, before mergers; null for none
-- parameters: on_day, upto
--
-- That is the unit it names; for what tells of a member and names none, such as a leaving or an
-- absence, the workplace on record as the history of the member is read up to it.
with
member_known as (
    select entry, ord, member, kind, workplace
    from member_facts
    where effective_on <= on_day and entry <= upto and (voided_by is null or voided_by > upto)
    union all
    select entry, history_order(effective_on, entry), member, type, null
    from told_of_others
    where type in ($of_employment)
        and effective_on <= on_day and entry <= upto and (voided_by is null or voided_by > upto)
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
select entry, coalesce(unit, committee, workplace)
from told_of_others
where type not in ($of_employment) and effective_on <= on_day and entry <= upto
