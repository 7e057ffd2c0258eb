-- One row is somebody new, given as one text, the id and right behind it the number: such a text is read a
-- third quicker than a pair.
insert into person (id, number, added_on)
select
    substr(person.value, 1, :length),
    substr(person.value, 1 + :length),
    :day
from json_each(:people) as person
where true
on conflict (id) do nothing
