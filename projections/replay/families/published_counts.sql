-- one row is one number of members that somebody printed for a day
select entry, effective_on, unit, members, source, voided_by
from told_of_others
where type = 'CountPublished'
