-- one row is one election, on or before a day, of somebody who did not work there on its day
-- parameters: on_day, upto
select
    'elected elsewhere' as finding,
    member as subject,
    format(
        'elected {} at {} on {}, and did not work there that day', office, unit, since
    ) as detail,
    [entry] as entries
from mandates_on(on_day, upto)
where not was_here
