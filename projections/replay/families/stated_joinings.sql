-- one row is one day of joining, or a blank, that a list gave and the log does not say
select entry, effective_on, member, joined, voided_by
from told_of_others
where type = 'JoiningDayStated'
