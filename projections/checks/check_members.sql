-- one row is one thing that looks odd about a member in membership on a day
-- parameters: on_day, upto, categories
--
-- Three findings of the same members, which are worked out once. `categories` are those there are.
-- Where nearly all members have no workplace, none are kept: one row says so.
with
here as (
    select m.*, u.closed_on, u.closed_by
    from members_on(on_day, upto) m
    left join units_on(on_day, upto) u on u.unit = m.at_unit
),

tally as (
    select
        count(*) as members, count(*) - count(workplace) as lacking,
        lacking > 20 and lacking * 10 >= members * 9 as is_rule
    from here
)

select
    'member at a closed unit' as finding,
    member as subject,
    format('works at {}, which closed on {}', at_unit, closed_on) as detail,
    format(
        'Record where {0} works: stewards member change-workplace {0} --workplace UNIT --on {1}',
        member, closed_on
    ) as advice,
    list_sort([placed_by, closed_by]) as entries
from here
where closed_on is not null
union all
select
    'member without a workplace', member, 'in membership, no workplace on record',
    format(
        'Record where {0} works: stewards member change-workplace {0} --workplace UNIT', member
    ),
    [placed_by]
from here
where workplace is null and not (select is_rule from tally)
union all
select
    'member without a workplace', 'the union',
    format('{} of {} members have no workplace on record', lacking, members),
    'If workplaces are to be kept, take in a list that says them: stewards roster import FILE',
    []
from tally
where is_rule
union all
select
    'unknown category', member, format('is {}, which the agreement does not know', category),
    format(
        'Record one of {1}: stewards member change-category {0} --category CATEGORY;'
        || ' or choose another agreement with --agreement',
        member, array_to_string(categories, ', ')
    ),
    [categorised_by]
from here
where category not in (select unnest(categories))
