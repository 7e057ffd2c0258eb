-- One row is what holds in this session, whatever the server, the database or the role prefer: a
-- condition is checked against what is committed by then, a commit returns once it is on the disk, names
-- mean what they mean in one schema, and nobody waits for a lock without end.
select
    current_setting('server_encoding') as server_encoding,
    set_config('default_transaction_isolation', 'read committed', false)
        as default_transaction_isolation,
    set_config(
        'synchronous_commit',
        case current_setting('synchronous_commit') when 'remote_apply' then 'remote_apply' else 'on' end,
        false
    ) as synchronous_commit,
    set_config('search_path', %(schema)s, false) as search_path,
    set_config('lock_timeout', %(lock_timeout)s, false) as lock_timeout
