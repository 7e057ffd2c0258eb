-- one row is one fact about a member, of whatever day, that does not fit the one before it
-- parameters: upto
-- kept: at once
--
-- Four findings of the same history, which is read once for all days.
with
judged as (
    select
        *,
        case
            when kind = 'MemberJoined' and was_member then 'joined twice'
            when kind = 'MemberLeft' and not was_member then 'ending that ends nothing'
            when kind <> 'MemberJoined' and not was_member then 'changed outside membership'
            when kind = 'MemberLeft' and membership_on = effective_on
                then 'joined and left on one day'
        end as finding
    from member_changes(upto)
)

select * from judged
where finding is not null
