-- one row is one election, with the first day its member was no longer there, and why
-- parameters: on_day, upto
--
-- There is at the very unit, mergers followed; for a joint office, at or below it. A member elected
-- from elsewhere is gone at once, unless the election was recorded in spite of the rules: then only
-- after having been there, or on leaving the union after having been in it.
with
seats as (
    select s.*, coalesce(o.scope, 'workplace') as scope
    from seat_spans(on_day, upto) s
    left join offices o using (office)
),

presences as (select * from presence_spans(on_day, upto)),

meetings as (
    select
        s.entry, s.scope, s.at_unit as seat_at, p.at_unit as member_at,
        greatest(s.from_day, p.from_day) as from_day, least(s.to_day, p.to_day) as to_day
    from seats s
    join presences p on p.member = s.member and p.from_day < s.to_day and s.from_day < p.to_day
    where p.is_member
),

spans as (
    select entry, 'there' as what, from_day, to_day
    from meetings
    where scope = 'workplace' and member_at = seat_at
    union all
    select m.entry, 'there', greatest(m.from_day, a.from_day), least(m.to_day, a.to_day)
    from meetings m
    join ancestor_spans(on_day, upto) a
        on a.unit = m.member_at and a.ancestor = m.seat_at
        and a.from_day < m.to_day and m.from_day < a.to_day
    where m.scope = 'unit'
    union all
    select entry, 'in membership', from_day, to_day from meetings
),

-- spans that touch are one stay; only the first stay matters
gaps as (
    select
        *,
        from_day > max(to_day) over (
            partition by entry, what order by from_day
            rows between unbounded preceding and 1 preceding
        ) as is_after_gap
    from spans
),

numbered as (
    select
        *,
        count(*) filter (is_after_gap) over (partition by entry, what order by from_day) as stay
    from gaps
),

first_stays as (
    select entry, what, min(from_day) as from_day, max(to_day) as to_day
    from numbered
    where stay = 0
    group by entry, what
),

gone as (
    select
        e.entry, e.member, e.effective_on,
        coalesce(t.from_day = e.effective_on, false) as was_here,
        case
            when was_here then t.to_day
            when e.override is null then e.effective_on
            else least(t.to_day, m.to_day)
        end as gone_on
    from (select distinct entry from seats) s
    join elections e using (entry)
    left join first_stays t on t.entry = e.entry and t.what = 'there'
    left join first_stays m on m.entry = e.entry and m.what = 'in membership'
)

select
    g.entry, g.was_here,
    if(g.gone_on <= on_day, g.gone_on, null) as gone_on,
    if(p.is_member, 'workplace changed', 'left the union') as because,
    case
        when not p.is_member then p.membership_by
        when g.gone_on in (p.placed_on, g.effective_on) then p.placed_by
    end as gone_by
from gone g
left join presences p on p.member = g.member and p.from_day <= g.gone_on and g.gone_on < p.to_day
