-- One row is the position of the last entry, null while the log is empty.
select max(position) from entries
