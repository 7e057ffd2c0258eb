-- One row is the end of an append, with what no other log has there: chance. Copies do not carry it.
create table if not exists seals (
    position integer primary key,
    seal blob not null
) strict;

-- One row is a column segment that was written of this log: the digest of its description, and so of its
-- files. What lies in the folder of the segments and has no row here is not believed.
create table if not exists segments (
    digest text primary key
) strict, without rowid;
