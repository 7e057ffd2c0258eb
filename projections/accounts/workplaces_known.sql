-- one row is one member counted on a day, and the last day by then that told where they work
-- parameters: on_day, upto, lists, places
--
-- That is the last joining, change or confirmation of the workplace, or the last list that names
-- it. `lists` and `places` are pairs: the entry of a list that says where members work, and a unit
-- that lay in its scope on its day; none for a list of the whole union. A list before the last
-- thing said of a workplace adds nothing, so nobody need ask whom it counted.
with
here as (select member, workplace, at_unit from members_on(on_day, upto)),

known as (
    select * from member_facts
    where effective_on <= on_day and entry <= upto and (voided_by is null or voided_by > upto)
        and kind in ($setting_workplace_confirmation)
),

-- whoever is in membership joined since leaving, so the last of these is of this membership
last_said as (
    select member, max(effective_on) as known_on
    from known
    group by member
),

scopes as (select unnest(lists::bigint[]) as entry, unnest(places::varchar[]) as place),

taken as (select s.place, r.entry, r.effective_on from scopes s join rosters r using (entry)),

last_taken as (
    select place, max(effective_on) as confirmed_on
    from taken
    group by place
),

unread as (
    select entry, unnest(without) as member
    from rosters
    where entry in (select entry from taken)
),

-- few members stand in a row that could not be read: for them, the last list in which none did
confirmed_otherwise as (
    select m.member, max(t.effective_on) as confirmed_on
    from here m
    left join taken t
        on (t.place is null or t.place = m.workplace)
        and not exists (select 1 from unread u where u.entry = t.entry and u.member = m.member)
    where m.member in (select member from unread)
    group by m.member
)

select
    m.member, m.at_unit,
    greatest(
        l.known_on,
        if(o.member is null, greatest(whole.confirmed_on, part.confirmed_on), o.confirmed_on)
    ) as known_on
from here m
join last_said l using (member)
left join confirmed_otherwise o using (member)
left join last_taken part on part.place = m.workplace
left join last_taken whole on whole.place is null
