-- What every connection is told before it is used; it holds until the connection is closed.
-- Nothing in the schema of a file that somebody hands us may call a function with side effects.
pragma trusted_schema = off;
-- A damaged page is noticed when it is read, not after it was believed.
pragma cell_size_check = on;
-- Apple's plain fsync does not flush the drive; elsewhere these two change nothing.
pragma fullfsync = on;
pragma checkpoint_fullfsync = on;
-- Ids of members must not reach temporary files.
pragma temp_store = memory;
