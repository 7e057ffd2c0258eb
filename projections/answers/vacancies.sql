-- one row is one open workplace that may elect a steward on a day and has none
-- parameters: on_day, upto, threshold, counted
select *
from eligibility_on(on_day, upto, threshold, counted)
where verdict = 'yes' and array_length(stewards) = 0
