-- One row is the seal of the append that ended with an entry; there is none for any other entry.
select hex(seal) as seal from seals where position = :position
