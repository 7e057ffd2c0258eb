-- one row is one member on whom the roster laid out and the registry differ on a day
-- parameters: on_day, upto, top_unit, by_workplace, by_category, by_joining, left_out
--
-- Where a unit is given, the roster is laid beside those at or below it. The registry's own day of
-- joining is the one in force, if it is exact.
with
left_out_members as (select unnest(left_out::varchar[]) as member),

listed as (
    select
        r.member, r.joined_on,
        if(by_workplace, r.workplace, null) as workplace,
        coalesce(u.at_unit, workplace) as at_unit,
        if(by_category, r.category, null) as category
    from roster r
    left join mergers_on(on_day, upto) u on u.unit = r.workplace
),

counted as (
    select
        c.member, c.at_unit, c.category,
        if(f.not_before is null, f.effective_on, null) as joined_on
    from counted_on(on_day, upto, top_unit, null) c
    left join told_of_members f on by_joining and f.entry = c.joined_by
),

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
        c.joined_on,
        l.joined_on as listed_joined_on,
        is_listed and is_counted and by_joining and l.joined_on is distinct from c.joined_on
            as has_other_joining
    from listed l
    full join counted c using (member)
)

select *
from compared
anti join left_out_members using (member)
where is_listed <> is_counted or has_moved or has_other_category or has_other_joining
