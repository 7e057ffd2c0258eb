-- One row is the end of an append, with what no other log has there: chance. Copies do not carry it.
create table if not exists seals (
    position integer primary key,
    seal blob not null
) strict;
