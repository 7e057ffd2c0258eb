-- one row is nothing here: these measure values as a line has them; none where it is not plain to see
--
-- An id is escaped like an address: what ids do not have makes it longer, and longer than JSON would.
-- A tilde stays; it is looked for apart, and so are long ids: ten digits with no letter between them
-- might be a civil registration number.
create macro length_of_id(x) as 2 * strlen(url_encode(x)) - strlen(x) + 2;

create macro is_doubtful_id(x) as
    strlen(x) not between 1 and 64 or regexp_matches(x, '(?:[0-9][^0-9A-Za-z]*){10}');

create macro length_of_text(x) as case
    when strlen(x) <= 500
        and regexp_full_match(x, '[ !#-\[\]-~À-ɏ‐-‧]*[!#-\[\]-~À-ɏ‐-‧][ !#-\[\]-~À-ɏ‐-‧]*')
        and not regexp_matches(x, '(?:[0-9][^0-9A-Za-z]*){10}')
        then strlen(x) + 2
end;

create macro length_of_day(x) as if(try_cast(x as date)::varchar = x, 12, null);

create macro length_of_instant(x) as case strlen(x)
    when 20 then if(strftime(try_cast(x as timestamp), '%Y-%m-%dT%H:%M:%SZ') = x, 22, null)
    when 27 then if(strftime(try_cast(x as timestamp), '%Y-%m-%dT%H:%M:%S.%fZ') = x, 29, null)
end;

create macro length_of_number(x) as if(x between 0 and 100000000, strlen(x::varchar), null);
