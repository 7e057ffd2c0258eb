-- one row is one fact about a member, effective by a day, that does not fit the one before it
-- parameters: on_day, upto
select
    finding,
    member as subject,
    case finding
        when 'joined twice' then format('joined on {}, and was a member already', effective_on)
        when 'joined and left on one day' then if(
            not_before is null,
            format(
                'joined on {} (entry {}) and left that day (entry {}), in this order: not counted'
                || ' on any day', effective_on, membership_by, entry
            ),
            format(
                'joined on {} (entry {}) and left by that day (entry {}), in this order: not'
                || ' counted on any day', effective_on, membership_by, entry
            )
        )
        else format('{} on {}, and was no member then', kind, effective_on)
    end as detail,
    case finding
        when 'joined twice' then format(
            'Void the wrong joining: stewards void {} --reason TEXT; or record the leaving between:'
            || ' stewards member leave {} --on DAY', entry, member
        )
        when 'joined and left on one day' then format(
            'If {0} left and came back, void the joining and record it behind the leaving: stewards'
            || ' void {1} --reason TEXT, stewards member join {0} --on {2}; if not, void both',
            member, membership_by, effective_on
        )
        else format(
            'Void it: stewards void {} --reason TEXT; or record the joining before it:'
            || ' stewards member join {} --on DAY', entry, member
        )
    end as advice,
    if(
        finding in ('joined twice', 'joined and left on one day'),
        list_sort([membership_by, entry]), [entry]
    ) as entries
from misfits(upto)
where effective_on <= on_day
