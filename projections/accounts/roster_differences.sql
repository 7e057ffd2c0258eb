-- one row is one member on whom the roster laid out and the registry differ on a day
-- parameters: on_day, upto, by_workplace, by_category, left_out
with
left_out_members as (select unnest(left_out::varchar[]) as member),

listed as (
    select
        r.member, r.joined_on,
        if(by_workplace, r.workplace, null) as workplace,
        coalesce(u.at_unit, workplace) as at_unit,
        if(by_category, r.category, null) as category
    from roster r
    left join resolved_on(on_day, upto) u on u.unit = r.workplace
),

counted as (select member, at_unit, category from members_on(on_day, upto)),

compared as (
    select
        coalesce(l.member, c.member) as member,
        l.member is not null as is_listed,
        c.member is not null as is_counted,
        c.at_unit as workplace,
        l.workplace as listed_workplace,
        is_listed and is_counted and by_workplace and l.at_unit is distinct from c.at_unit
            as has_moved,
        c.category,
        l.category as listed_category,
        is_listed and is_counted and coalesce(l.category <> c.category, false)
            as has_other_category,
        l.joined_on
    from listed l
    full join counted c using (member)
),

different as (
    select *
    from compared
    anti join left_out_members using (member)
    where is_listed <> is_counted or has_moved or has_other_category
),

-- a joining before something that is known would stand behind it in the history
last_told as (
    select member, max(effective_on) as last_on
    from member_facts
    where member in (select member from different where not is_counted)
        and effective_on <= on_day and entry <= upto and (voided_by is null or voided_by > upto)
    group by member
)

select
    d.* exclude (joined_on),
    case
        when d.joined_on <= on_day and d.joined_on > coalesce(t.last_on, date '-infinity')
            then d.joined_on
        else on_day
    end as joins_on
from different d
left join last_told t using (member)
