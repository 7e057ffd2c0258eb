-- one row is one leaving of the union that was between two days, or may have been
-- parameters: from_day, on_day, upto, top_unit, categories, organised_on
--
-- With the workplace that the member had last, after mergers, and why they left. Units lie and are
-- merged as on the last day, or given `organised_on`, as on that one.
select
    s.member, s.left_on, s.left_first, s.joined_on, s.category, s.workplace,
    s.left_ord % (1::bigint << 39) as entry,
    coalesce(r.at_unit, s.workplace) as at_unit,
    nullif(trim(t.reason), '') as reason,
    s.left_on <= on_day as is_known,
    s.left_on <= on_day and s.left_first >= from_day as is_sure,
    datesub('month', s.joined_on, s.left_on) as months
from stints(on_day, upto) s
join told_of_members t on t.entry = s.left_ord % (1::bigint << 39)
left join mergers_on(coalesce(organised_on, on_day), upto) r on r.unit = s.workplace
where s.left_on >= from_day and s.left_first <= on_day
    and (categories is null or list_contains(categories, s.category))
    and (top_unit is null or coalesce(r.at_unit, s.workplace) in (
        select unit from below_on(coalesce(organised_on, on_day), upto, top_unit)
    ))
