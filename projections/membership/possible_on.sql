-- one row is one state that a member may be in on a day, of those of whom not everything is sure
-- parameters: on_day, upto
-- kept: at once
--
-- Of nobody else is there a row: a fact whose window is open is what makes anything unsure.
-- Membership, workplace and category are three chains of facts, each in the order of the history. A
-- fact may hold once all windows up to it in its chain have begun, and until the next one holds.
with
told as materialized (
    select
        member, kind, workplace, category, ord, effective_on,
        coalesce(not_before, effective_on) as first_day
    from windowed_facts(upto)
    where member in (select member from open_on(on_day, upto))
),

-- chains as rows: a condition on the kind of a fact would be looked at for everybody
links as (
    select
        t.member, c.chain, t.kind = 'MemberLeft' as is_out, t.ord, t.effective_on, t.first_day,
        case c.chain when 'workplace' then t.workplace when 'category' then t.category end as said
    from told t
    cross join (select unnest(['membership', 'workplace', 'category']) as chain) c
    where case c.chain
        when 'membership' then t.kind in ($setting_membership)
        when 'workplace' then t.kind in ($setting_membership_workplace)
        else t.kind in ($setting_membership_category)
    end
),

spans as (
    select
        *,
        max(first_day) over (
            partition by member, chain order by ord
            rows between unbounded preceding and current row
        ) as possible_from,
        lead(effective_on) over (partition by member, chain order by ord) as until
    from links
),

begun as (
    select member, chain, min(effective_on) as first_held from links group by member, chain
),

possible as (
    select member, chain, said, is_out, effective_on <= on_day as is_actual
    from spans
    where possible_from <= on_day and (until is null or until > on_day)
    union all
    -- before the first fact of a chain holds
    select member, chain, null, true, true
    from begun
    where first_held > on_day
),

present as (
    select
        member,
        bool_and(not is_out) as is_surely_in,
        bool_or(is_actual and not is_out) as is_in
    from possible
    where chain = 'membership'
    group by member
    having bool_or(not is_out)
)

select
    p.member,
    p.is_surely_in,
    p.is_in and w.is_actual and c.is_actual as is_actual,
    -- outside membership there is neither, which is not the same as no workplace
    not w.is_out as has_place,
    w.said as workplace, coalesce(r.at_unit, w.said) as at_unit,
    not c.is_out as has_category,
    c.said as category
from present p
join possible w on w.member = p.member and w.chain = 'workplace'
join possible c on c.member = p.member and c.chain = 'category'
left join mergers_on(on_day, upto) r on r.unit = w.said
