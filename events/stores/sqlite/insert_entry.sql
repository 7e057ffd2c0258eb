-- One row is one event, at the position that follows the last one.
insert into entries (position, type, data, tags) values (?, ?, ?, ?)
