-- one row is one fact about a member that may hold on a day already, or not yet
-- parameters: on_day, upto
select member, entry, not_before, effective_on
from windowed_facts(upto)
where not_before <= on_day and effective_on > on_day and kind not in ($setting_confirmation)
