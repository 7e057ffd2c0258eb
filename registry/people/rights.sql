-- One row is what this role may do in the schema people, and who else may read it.
select
    (
        select bool_and(has_table_privilege('people.' || told.relation, told.deed))
        from (
            values
                ('person', 'insert'), ('person', 'update'), ('person', 'delete'),
                ('text', 'insert'), ('text', 'delete'), ('about', 'update')
        ) as told (relation, deed)
    ) and current_setting('transaction_read_only') = 'off' as may_write,
    pg_has_role(current_user, person.relowner, 'usage') as is_owner,
    current_user as role,
    (
        select coalesce(array_agg(rolname order by rolname), '{}')
        from pg_roles
        where
            rolcanlogin
            and not rolsuper
            and has_schema_privilege(oid, person.relnamespace, 'usage')
            and has_table_privilege(oid, person.oid, 'select')
    )::text [] as readers,
    (
        select sum(pg_total_relation_size(each.oid))
        from pg_class as each
        where each.relnamespace = person.relnamespace and each.relkind = 'r'
    )::bigint as size
from pg_class as person
where person.oid = 'people.person'::regclass
