-- one row is one type, in one version, with how many of the entries just laid out hold each field
select
    type, coalesce(v, 1) as version, count(*) as told,
    count(columns(
        * exclude (type, v, batch, parent, office, until, override, source, voided_by)
    ))
from told
where entry > $after
group by type, v
