-- one row is one entry being laid out about anything but a member
select *
from lines
where type not in (
    $of_membership
)
