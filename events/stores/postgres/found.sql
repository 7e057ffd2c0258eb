-- One row is what a database holds: our marker, anything else, and the function that inserts for us.
-- What an extension brought along is no concern of ours.
with
    relations as (
        select relation.oid
        from pg_class as relation
        join pg_namespace as home on home.oid = relation.relnamespace
        where
            relation.relkind in ('r', 'p', 'v', 'm', 'f', 'S')
            and home.nspname not in ('pg_catalog', 'information_schema')
            and home.nspname not like 'pg\_%%'
            and not exists (
                select from pg_depend as link
                where link.classid = 'pg_class'::regclass and link.objid = relation.oid and link.deptype = 'e'
            )
    ),

    marker as (
        select from pg_attribute
        where
            attrelid = to_regclass('public.stewards')
            and attname = 'schema_version'
            and atttypid = 'integer'::regtype
    )

select
    exists (select from marker) as is_registry,
    exists (select from relations) as is_in_use,
    num_nulls(to_regclass('public.stewards_tt_main'), to_regclass('public.stewards_tt_tag')) = 0 as has_tables,
    (
        select prosrc from pg_proc
        where proname = %(function)s and pronamespace = 'public'::regnamespace
    ) as function
