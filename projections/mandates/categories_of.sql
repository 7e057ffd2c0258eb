-- one row is one of some members, with the category on a day and the entry that says so
-- parameters: on_day, upto, members
select member, category, categorised_by
from standings_on(on_day, upto)
where is_member and list_contains(members, member)
