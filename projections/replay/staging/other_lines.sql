-- one row is one entry being laid out that tells of anything but a member
select *
from lines
where type not in (
    $of_membership
)
