-- one row is one standing fact about somebody of whom any day is not known exactly
-- parameters: upto
-- kept: at once
--
-- Of nobody else is anything unsure, on whatever day; most logs have few of them, or none.
with
told as (
    select member, entry, kind, workplace, category, ord, effective_on, not_before
    from member_facts
    where entry <= upto and (voided_by is null or voided_by > upto)
)

select * from told
where member in (select member from told where not_before is not null)
