-- one row is one of the few members whose ids take the fewest changes of a letter to another text
-- parameters: name, upto
select member
from (select distinct member from member_facts where entry <= upto)
order by damerau_levenshtein(lower(member), lower(name)), member
limit 30
