-- one row is one entry that was taken back, with the first entry that did so
select voids as entry, min(entry) as voided_by
from told_of_others
where type = 'EntryVoided'
group by voids
