-- One row is a table, index, trigger or view of the file, with the words it was made by.
select
    name,
    coalesce(sql, type)
from sqlite_schema
where name not like 'sqlite_%'
