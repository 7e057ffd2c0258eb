-- one row is one type, in one version, with how many of the entries told hold each field
select
    type, coalesce(v, 1) as version, count(*) as told, max(entry) as last,
    count(columns(* exclude (type, v, batch, parent, office, until, override, source)))
from told
group by type, v
