-- one row is one workplace ever of somebody of whom a day is not known exactly, or of one of `whom`
-- parameters: upto, whom
with
told as (
    select * from member_facts
    where entry <= upto and (voided_by is null or voided_by > upto)
)

select distinct workplace
from told
where workplace is not null and member in (
    select member from told where not_before is not null
    union all
    select unnest(whom)
)
