-- one row is one election, with the first day its member was no longer there, and why
-- parameters: on_day, upto
--
-- A member elected from elsewhere is gone at once, unless the election was recorded in spite of the
-- rules: then only after having been there, or on leaving the union after having been in it.
with
stays as (select * from first_stays(on_day, upto)),

gone as (
    select
        e.entry, e.member, e.effective_on,
        coalesce(t.from_day = e.effective_on, false) as was_here,
        case
            when was_here then t.to_day
            when e.override is null then e.effective_on
            else least(t.to_day, m.to_day)
        end as gone_on
    from (select distinct entry from seat_spans(on_day, upto)) s
    join elections e using (entry)
    left join stays t on t.entry = e.entry and t.what = 'there'
    left join stays m on m.entry = e.entry and m.what = 'in membership'
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
left join presence_spans(on_day, upto) p
    on p.member = g.member and p.from_day <= g.gone_on and g.gone_on < p.to_day
