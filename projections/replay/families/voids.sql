-- one row is one entry that takes another one back; it is final
select entry, voids, reason
from told_of_others
where type = 'EntryVoided'
