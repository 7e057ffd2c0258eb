-- one row is one member counted on one of two sides only, with the line it stands in, and why
-- parameters: from_day, from_upto, to_day, to_upto, top_unit, categories
--
-- `from_ord` and `to_ord` are the facts that decide the line on either side, by day and entry; none
-- where nothing decides, and none for a member reorganised: there the organisation decides.
with
pairs as (
    select
        coalesce(a.member, b.member) as member,
        coalesce(b.is_counted, false) as is_in,
        case
            when not coalesce(a.is_member and b.is_member, false) then 'membership'
            when a.is_within = b.is_within then 'category'
            when a.workplace is distinct from b.workplace then 'moved'
            else 'reorganised'
        end as because,
        coalesce(b.workplace, a.workplace) as workplace,
        case because
            when 'membership' then {'a': a.membership_ord, 'b': b.membership_ord}
            when 'category' then {'a': a.categorised_ord, 'b': b.categorised_ord}
            when 'moved' then {'a': a.placed_ord, 'b': b.placed_ord}
        end as decided
    from scoped_on(from_day, from_upto, top_unit, categories) a
    full join scoped_on(to_day, to_upto, top_unit, categories) b using (member)
    where coalesce(a.is_counted, false) <> coalesce(b.is_counted, false)
),

-- the last joining or leaving of a day decides the day
days as (
    select member, effective_on, arg_max(kind, ord) = 'MemberJoined' as is_member
    from member_facts
    where kind in ($setting_membership)
        and member in (select member from pairs where is_in and because = 'membership')
        and effective_on <= to_day and entry <= to_upto
        and (voided_by is null or voided_by > to_upto)
    group by member, effective_on
),

turns as (
    select
        member, is_member,
        lag(is_member) over (partition by member order by effective_on) as was_member
    from days
),

been_here as (select distinct member from turns where was_member and not is_member)

select
    p.member,
    p.is_in,
    case
        when because <> 'membership' then format('{} {}', because, if(is_in, 'in', 'out'))
        when not is_in then 'left'
        when r.member is not null then 'rejoined'
        else 'joined'
    end as line,
    decided.a as from_ord,
    decided.b as to_ord,
    if(because = 'reorganised', workplace, null) as reorganised_at
from pairs p
left join been_here r using (member)
