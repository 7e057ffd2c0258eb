-- one row is one line of the account from one of some days to the next, with how many stand in it
-- parameters: days, upto, top_unit
--
-- It says the same as `movement_lines` of each two days, with one knowledge and of all categories.
with
moved as materialized (select * from moved_through(days, upto, top_unit)),

-- the last joining or leaving of a day decides the day
turns as (
    select
        member, effective_on, is_member,
        lag(is_member) over (partition by member order by effective_on) as was_member
    from (
        select
            member, effective_on,
            arg_max(kind, ord) = 'MemberJoined' as is_member
        from member_facts
        where kind in ($setting_membership)
            and member in (select member from moved where is_in and because = 'membership')
            and entry <= upto and (voided_by is null or voided_by > upto)
        group by member, effective_on
    )
),

been_here as (
    select member, min(effective_on) as first_left
    from turns where was_member and not is_member
    group by member
)

select
    m.on_day,
    case
        when m.because <> 'membership' then format('{} {}', m.because, if(m.is_in, 'in', 'out'))
        when not m.is_in then 'left'
        when h.first_left <= m.on_day then 'rejoined'
        else 'joined'
    end as line,
    count(*) as members
from moved m
left join been_here h using (member)
group by all
