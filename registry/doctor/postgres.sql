-- One row is what a PostgreSQL server says of itself, of this connection, and of the rights of this role.
select
    current_setting('server_version') as version,
    current_setting('server_version_num')::integer / 10000 as major,
    current_setting('fsync') as fsync,
    current_setting('full_page_writes') as full_page_writes,
    current_setting('data_checksums') as data_checksums,
    (select reset_val from pg_settings where name = 'synchronous_commit') as synchronous_commit,
    (select reset_val from pg_settings where name = 'default_transaction_isolation') as isolation,
    coalesce((select ssl from pg_stat_ssl where pid = pg_backend_pid()), false) as encrypted,
    current_user as role,
    (select rolsuper from pg_roles where rolname = current_user) as is_superuser,
    (
        select pg_has_role(current_user, relowner, 'usage')
        from pg_class
        where oid = 'public.stewards_tt_main'::regclass
    ) as is_owner,
    (
        select count(*)
        from pg_trigger
        where
            tgname = 'stewards_refuse'
            and tgenabled in ('O', 'A')
            and tgrelid in ('public.stewards_tt_main'::regclass, 'public.stewards_tt_tag'::regclass)
    ) as triggers,
    (
        select prosrc from pg_proc
        where proname = 'stewards_refuse' and pronamespace = 'public'::regnamespace
    ) as stewards_refuse,
    (
        select prosrc from pg_proc
        where proname = 'dcb_unconditional_append_tt' and pronamespace = 'public'::regnamespace
    ) as dcb_unconditional_append_tt,
    (select count(*) from pg_stat_replication) as standbys,
    (select max(extract(epoch from replay_lag))::float8 from pg_stat_replication) as lag,
    pg_database_size(current_database()) as size,
    clock_timestamp() as now
