-- one row is one fact about a member, or one part of it where its parts hold from different days
--
-- A joiner whose workplace and category are known from a later day only had neither on record
-- before: what is known then is as good as a change of either, on a day from the joining on.
select
    entry,
    effective_on,
    not_before,
    history_order(effective_on, entry) as ord,
    type as kind,
    member,
    if(placed_on > effective_on, null, workplace) as workplace,
    case
        when placed_on > effective_on then null
        when type = 'MemberJoined' then coalesce(category, 'active')
        else category
    end as category,
    derived,
    voided_by
from told_of_members

union all

select
    entry, placed_on, coalesce(not_before, effective_on), history_order(placed_on, entry),
    case part when 'workplace' then 'WorkplaceChanged' else 'CategoryChanged' end, member,
    if(part = 'workplace', workplace, null),
    if(part = 'category', coalesce(category, 'active'), null),
    derived, voided_by
from (
    select *, unnest(['workplace', 'category']) as part
    from told_of_members
    where placed_on > effective_on
)
