-- one row is one headcount of the social workers at a workplace, members or not
select entry, effective_on, ord, workplace, employees, source, null::bigint as voided_by
from told
where type = 'HeadcountObserved'
