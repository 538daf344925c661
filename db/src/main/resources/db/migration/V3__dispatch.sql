-- Blocks of results that wait for a host. A server claims a block and holds it until its lease is over; server is empty while it is free.
-- The results of a block lie between two identifiers, so that they are read by primary key and need no index of their own.
create table dispatch_block (
  id bigint not null primary key, batch_id bigint not null, priority int not null, server varchar(80) not null, lease_until bigint not null,
  first_result bigint not null, last_result bigint not null, results int not null, created_at bigint not null);
create index dispatch_block_server on dispatch_block (server, batch_id, priority, id);
create index dispatch_block_batch on dispatch_block (batch_id);

alter table result add column block_id bigint default 0 not null;
insert into dispatch_block (id, batch_id, priority, server, lease_until, first_result, last_result, results, created_at)
  select -batch_id, batch_id, 0, '', 0, min(id), max(id), count(*), min(created_at) from result where state = 'UNSENT' group by batch_id;
update result set block_id = -batch_id where state = 'UNSENT';

-- Says that work of a kind waits, so that daemons need not look for it in large tables to know.
create table work_hint (kind varchar(16) not null primary key, given bigint not null);

-- The accounts of many hosts at once.
create index ledger_account_owner_kind on ledger_account (owner_id, kind);
