-- One row is what there is of the schema people, and whether this role may read it.
select
    current_user as role,
    count(home.oid) > 0 as is_made,
    count(relation.oid) > 0 as is_in_use,
    count(*) filter (where relation.relname in ('person', 'text', 'about') and relation.relkind = 'r') = 3 as is_ours,
    bool_and(
        has_schema_privilege(home.oid, 'usage')
        and (relation.oid is null or has_table_privilege(relation.oid, 'select'))
    ) as is_open
from pg_namespace as home
left join pg_class as relation
    on relation.relnamespace = home.oid and relation.relkind in ('r', 'p', 'v', 'm', 'f')
where home.nspname = 'people'
