-- one row is one headcount of the social workers at a workplace, members or not
select
    entry,
    effective_on,
    history_order(effective_on, entry) as ord,
    workplace,
    employees,
    source,
    voided_by
from told_of_others
where type = 'HeadcountObserved'
