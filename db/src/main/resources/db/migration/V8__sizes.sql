-- Copies near a batch's end, beyond what its policy asks for: how many were made, and who may take those of a block
-- (hosts that return within so many seconds in four of five cases; 0 for any).
alter table batch add column tail_copies bigint default 0 not null;
alter table dispatch_block add column fast_seconds bigint default 0 not null;
-- When a host computes, forgotten by and by, and up to when its calls are counted in it.
alter table host add column on_seconds double precision default 0 not null;
alter table host add column off_seconds double precision default 0 not null;
alter table host add column off_periods double precision default 0 not null;
alter table host add column presence_at bigint default 0 not null;
