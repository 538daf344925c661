-- The network that a copy was claimed from, as a number that stands for it (docs/matching.md); 0: copies are not kept apart by network. Counts as long as
-- the claim of the account does. Read with the claims of the same work unit, so it needs no index.
alter table result add column claim_network bigint default 0 not null;
