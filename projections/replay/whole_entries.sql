-- one row is one standing entry of some types that a log holds few of, with the text of its line
-- parameters: upto, types
select entry, effective_on, type, text
from told_of_others
where list_contains(types, type::varchar)
    and entry <= upto and (voided_by is null or voided_by > upto)
