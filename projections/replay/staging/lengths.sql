-- one row is measured by these: how long a value is in a line; none where it is not plain
--
-- Never longer than it is: blanks elsewhere in the line could make up for too much of a value. What
-- may stand in an id is looked at in all ids of a line at once: they are escaped as in an address,
-- where what ids do not have becomes longer, but for a tilde; ids have slashes too, and those of
-- units have blanks inside, which are hyphens by then.
create macro if not exists length_of_ids(x) as if(
    strlen(url_encode(replace(x, '/', '-'))) = strlen(x) and not contains(x, '~'), strlen(x), null
);

create macro if not exists length_around_id(x) as if(strlen(x) between 1 and 64, 2, null);

create macro if not exists length_around_unit_id(x) as
    if(trim(x) = x, length_around_id(x), null);

create macro if not exists length_of_text(x) as case
    when x is null then null -- as most are: nothing else is looked at then
    when strlen(x) <= 500
        and regexp_full_match(x, '[ !#-\[\]-~À-ɏ‐-‧]+') and trim(x) <> ''
        then strlen(x) + 2
end;

create macro if not exists length_of_day(x) as
    if(strlen(x) = 10 and try_cast(x as date)::varchar = x, 12, null);

-- written down again it is the same; a second without a part of it has none written
create macro if not exists length_of_instant(x) as if(
    case strlen(x)
        when 20 then strftime(try_cast(x as timestamp), '%Y-%m-%dT%H:%M:%SZ') = x
        when 27 then strftime(try_cast(x as timestamp), '%Y-%m-%dT%H:%M:%S.%fZ') = x
            and not ends_with(x, '.000000Z')
    end,
    strlen(x) + 2, null
);

create macro if not exists length_of_flag(x) as case when x then 4 when not x then 5 end;

create macro if not exists length_of_number(x) as
    if(x between 0 and 100000000, strlen(x::varchar), null);
