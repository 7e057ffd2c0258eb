-- one row is one member in membership on a day without a workplace
-- parameters: on_day, upto
select
    'member without a workplace' as finding,
    member as subject,
    'in membership, no workplace on record' as detail,
    [placed_by] as entries
from members_on(on_day, upto)
where workplace is null
