-- one row is measured by these: how long a value is in a line; none where it is not plain
--
-- Never longer than it is: blanks elsewhere in the line could make up for too much of a value.
-- An id is escaped as in an address, where what ids do not have becomes longer, but for a tilde;
-- ids have slashes too, and those of units have blanks inside.
create macro if not exists length_of_id(x) as if(
    strlen(url_encode(replace(x, '/', '-'))) = strlen(x)
    and strlen(x) between 1 and 64 and not contains(x, '~'),
    strlen(x) + 2, null
);

create macro if not exists length_of_unit_id(x) as if(
    trim(x) = x, length_of_id(replace(x, ' ', '-')), null
);

create macro if not exists length_of_text(x) as case
    when x is null then null -- as most are: nothing else is looked at then
    when strlen(x) <= 500
        and regexp_full_match(x, '[ !#-\[\]-~À-ɏ‐-‧]+') and trim(x) <> ''
        then strlen(x) + 2
end;

create macro if not exists length_of_day(x) as
    if(strlen(x) = 10 and try_cast(x as date)::varchar = x, 12, null);

-- its two colons are escaped, and nothing else; no hour is the 24th
create macro if not exists length_of_instant(x) as if(
    x like '____-__-__T__:__:__%Z'
    and strlen(x) = if(microsecond(try_cast(x as timestamp)) % 1000000 = 0, 20, 27)
    and strlen(url_encode(x)) = strlen(x) + 4
    and not contains(x, 'T24'),
    strlen(x) + 2, null
);

create macro if not exists length_of_flag(x) as case when x then 4 when not x then 5 end;

create macro if not exists length_of_number(x) as
    if(x between 0 and 100000000, strlen(x::varchar), null);
