-- one row is one standing fact about somebody of whom any day is not known exactly
-- parameters: upto
-- kept: at once
--
-- Of nobody else is anything unsure, on whatever day; most logs have few of them, or none. They are
-- looked for among the facts as they were told: in parts that takes twice as long.
select member, entry, kind, workplace, category, ord, effective_on, not_before
from member_facts
where entry <= upto and (voided_by is null or voided_by > upto)
    and member in (select member from windowed(upto))
