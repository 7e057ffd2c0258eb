-- one row is one election and what its member was, with the first unbroken run of days of it
-- parameters: on_day, upto
--
-- `what` is `there`, at the very unit, mergers followed, or for a joint office at or below it; or
-- `in membership`. A run goes from from_day, at the earliest the day of the election, until the day
-- before to_day.
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
)

select entry, what, min(from_day) as from_day, max(to_day) as to_day
from numbered
where stay = 0
group by entry, what
