-- one row is one member and day between two on which the workplace on record became another one
-- parameters: from_day, on_day, upto, categories
--
-- Of somebody who was a member before the day and is one at its end. Whether both are one unit by
-- mergers is for others to say.
with
facts as (
    select *, ord * 2 + (kind = 'MemberJoined')::bigint as turn
    from member_facts
    where effective_on <= on_day and entry <= upto and (voided_by is null or voided_by > upto)
        and kind not in ($setting_confirmation)
        and member in (
            select member from member_facts
            where kind in ($setting_workplace) and effective_on between from_day and on_day
        )
),

days as (
    select
        member, effective_on,
        max(turn) filter (kind in ($setting_membership)) as turn,
        max(ord) filter (kind in ($setting_workplace)) as placed,
        arg_max(coalesce(not_before, effective_on), ord) filter (kind in ($setting_workplace))
            as first_day,
        case when placed is not null
            then {'value': arg_max_null(workplace, ord) filter (kind in ($setting_workplace))}
        end as place_said,
        case when count(*) filter (kind in ($setting_category)) > 0
            then {'value': arg_max_null(category, ord) filter (kind in ($setting_category))}
        end as category_said
    from facts
    group by member, effective_on
),

states as (
    select
        *,
        coalesce(max(turn) over so_far % 2 = 1, false) as is_in,
        (last_value(place_said ignore nulls) over so_far).value as workplace,
        (last_value(category_said ignore nulls) over so_far).value as category
    from days
    window so_far as (partition by member order by effective_on)
),

pairs as (
    select
        *,
        lag(is_in) over before as was_in,
        lag(workplace) over before as left_workplace
    from states
    window before as (partition by member order by effective_on)
)

select
    effective_on as on_day, first_day, member, left_workplace, workplace, category,
    placed % (1::bigint << 39) as entry
from pairs
where was_in and is_in and left_workplace is distinct from workplace and effective_on >= from_day
    and (categories is null or list_contains(categories, category))
