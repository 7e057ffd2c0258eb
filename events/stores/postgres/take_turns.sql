-- One row is our turn to make a registry; it ends with the transaction. The letters "stwd".
select pg_advisory_xact_lock(1937012580)
