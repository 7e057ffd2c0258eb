-- one row is one standing entry about some members, and about whoever was ever at some workplaces
-- parameters: upto, workplaces, whom
--
-- Only what sets membership, workplace or category; of whatever day.
with
about as (
    select unnest(whom) as member
    union
    select member
    from told_of_members
    where list_contains(workplaces, workplace)
        and entry <= upto and (voided_by is null or voided_by > upto)
)

select
    entry, type, effective_on, recorded_at, recorded_by,
    member, workplace, category, not_before, placed_on
from told_of_members
where type in ($setting_membership_workplace_category)
    and member in (select member from about)
    and entry <= upto and (voided_by is null or voided_by > upto)
