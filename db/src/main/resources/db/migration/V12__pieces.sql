-- A batch may be cut in sizes: a work unit is then a run of pieces of the input, and its number is that of the first one. Its results repeat how many it has, so that what depends on that
-- needs no work unit. A block has results of one size class: work units of more than 2^(k-1) and at most 2^k pieces.
alter table work_unit add column pieces int default 1 not null;
alter table result add column pieces int default 1 not null;
alter table dispatch_block add column size_class int default 0 not null;
