-- one row is one workplace ever of somebody of whom a day is not known exactly, or of one of `whom`
-- parameters: upto, whom
select workplace from windowed_facts(upto) where workplace is not null
union
select workplace from member_facts
where workplace is not null and member in (select unnest(whom::varchar[]))
    and entry <= upto and (voided_by is null or voided_by > upto)
