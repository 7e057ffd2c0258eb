-- one row is one circle of mergers, or of units that lie under each other, in force on a day
-- parameters: on_day, upto
with recursive
units as (select * from units_on(on_day, upto)),

steps as (
    select 'units merged into' as relation, unit, merged_into as next, merged_by as entry
    from units
    where merged_into is not null
    union all
    select 'units that lie under', unit, parent, parent_by from units where parent is not null
),

walk(relation, next, path, entries) as (
    select relation, next, [unit], [entry] from steps
    union all
    select w.relation, s.next, list_append(w.path, w.next), list_append(w.entries, s.entry)
    from walk w
    join steps s on s.relation = w.relation and s.unit = w.next
    where not list_contains(w.path, w.next)
),

-- every unit of a circle walks round it; the one that starts at the smallest id speaks for all
circles as (select * from walk where next = path[1] and path[1] = list_aggregate(path, 'min'))

select
    'circle of units' as finding,
    path[1] as subject,
    format(
        '{} each other in a circle: {}', relation, array_to_string(list_append(path, next), ', ')
    ) as detail,
    'Void one of these entries: stewards void ENTRY --reason TEXT' as advice,
    list_sort(entries) as entries
from circles
