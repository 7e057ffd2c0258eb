"""What a new generation came to."""

from attrs import frozen


@frozen
class Generation:
    """A log that was copied without some people, and what it was compared in.

    Attributes:
        entries: How many entries it has.
        digest: What stands for them; see `stewards.events.digest`.
        of_entries: How many entries of the log before it were copied: one less.
        of_digest: What stands for those, as its first entry says.
        forgotten: How many people are forgotten.
        ids: How many ids came in their place: one for each stay in the union.
        texts: How many texts were left out of entries, or replaced by a code.
        mentioned: How many notes that stay in the people file, since they are about others or nobody, say a
            number or a name of theirs.
        days: On how many days members were counted by category, with the knowledge that has most.
        placed: On how many of them also by workplace and unit.
        knowledges: As known with how many entries.
        mandates: On how many days and with how many knowledges, together, mandates and vacancies were
            compared.
        behind: How many entries were recorded in the log before it since.
    """

    entries: int
    digest: str
    of_entries: int
    of_digest: str
    forgotten: int
    ids: int
    texts: int
    mentioned: int
    days: int
    placed: int
    knowledges: int
    mandates: int
    behind: int
