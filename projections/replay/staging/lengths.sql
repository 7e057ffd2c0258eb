-- one row is measured by these: how long a value is in a line; none where it is not plain
--
-- An id is escaped as in an address: what ids do not have makes it longer, more than JSON would.
-- A tilde stays; it is looked for apart, and so are ids like a civil registration number:
-- ten digits with no letter between them.
create macro if not exists length_of_id(x) as
    2 * strlen(url_encode(x)) - nullif(strlen(x), 0) + 2 + strlen(x) // 65 * 1000;

create macro if not exists is_doubtful_id(x) as regexp_matches(x, '(?:[0-9][^0-9A-Za-z]*){10}');

create macro if not exists length_of_text(x) as case
    when x is null then null -- as most are: nothing else is looked at then
    when strlen(x) <= 500
        and regexp_full_match(x, '[ !#-\[\]-~À-ɏ‐-‧]+') and trim(x) <> ''
        and not regexp_matches(x, '(?:[0-9][^0-9A-Za-z]*){10}')
        then strlen(x) + 2
end;

create macro if not exists length_of_day(x) as if(try_cast(x as date)::varchar = x, 12, null);

-- its two colons are escaped, and nothing else; no hour is the 24th
create macro if not exists length_of_instant(x) as
    if(microsecond(try_cast(x as timestamp)) % 1000000 = 0, 18, 25)
    + strlen(url_encode(x)) - strlen(x) + if(contains(x, 'T24'), 1000, 0);

create macro if not exists length_of_number(x) as if(x between 0 and 100000000, strlen(x::varchar), null);
