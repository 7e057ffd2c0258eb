-- one row is one member and one entry by which they are in membership on a day, or not any more
-- parameters: on_day, from_upto, to_upto
--
-- Recorded after `from_upto`: the joining or leaving that decides then, or the void of the one that
-- decided before. What a count of the whole union rests on, without asking who works where.
with
facts as (
    select
        member, entry, voided_by, ord * 2 + (kind = 'MemberJoined')::bigint as membership
    from member_facts
    where kind in ($setting_membership) and effective_on <= on_day and entry <= to_upto
        and (voided_by is null or voided_by > from_upto)
),

sides as (
    select
        member,
        max(membership) filter (entry <= from_upto) as first,
        arg_max(voided_by, membership) filter (entry <= from_upto) as taken_back_by,
        max(membership) filter (voided_by is null or voided_by > to_upto) as second
    from facts
    group by member
),

-- the last bit distinguishes a joining from a leaving; the 39 before it are the entry
moved as (
    select
        *,
        coalesce(second % 2 = 1, false) as is_in,
        (second >> 1) % (1::bigint << 39) as decided_by
    from sides
    where is_in <> coalesce(first % 2 = 1, false)
)

select member, is_in, decided_by as entry from moved where decided_by > from_upto
union all
select member, is_in, taken_back_by from moved where taken_back_by <= to_upto
