-- One row is the last entry of an append, with chance for a seal.
insert into seals (position, seal) values (:position, randomblob(16))
