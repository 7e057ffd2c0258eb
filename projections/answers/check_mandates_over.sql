-- one row is one mandate that is over by the facts on a day and has no ending recorded
-- parameters: on_day, upto
select
    'mandate over, no ending recorded' as finding,
    member as subject,
    format(
        '{} at {} since {}, over since {}: {}', office, unit, since, ended_on, ended_because
    ) as detail,
    list_sort(list_distinct(list_concat([entry], if(ended_by is null, [], [ended_by])))) as entries
from mandates_on(on_day, upto)
where ended_because in ('left the union', 'workplace changed', 'unit closed')
    and ending_entry is null
