-- One set of migrations for H2 and MySQL/MariaDB. Times are milliseconds since 1970 UTC, money is microcredits.
create table id_block (name varchar(40) not null primary key, next_id bigint not null);

create table project_setting (name varchar(80) not null primary key, setting_value varchar(4000) not null);

create table daemon_beat (
  name varchar(40) not null, pid bigint not null, machine varchar(255) not null, beat_at bigint not null,
  primary key (name, pid, machine));

create table account (
  id bigint not null primary key, name varchar(80) not null, name_key varchar(80) not null, administrator boolean not null,
  stored_bytes bigint not null, created_at bigint not null,
  constraint account_name unique (name_key));

create table access_token (
  token_sha256 char(64) not null primary key, account_id bigint not null, label varchar(80) not null, created_at bigint not null,
  constraint access_token_account foreign key (account_id) references account (id));

create table join_key (key_sha256 char(64) not null primary key, label varchar(80) not null, uses_left int not null, created_at bigint not null);

create table host (
  id bigint not null primary key, account_id bigint not null, name varchar(120) not null, public_key char(64) not null,
  operating_system varchar(120) not null, architecture varchar(40) not null, cores int not null, memory_bytes bigint not null,
  java_version varchar(40) not null, agent_version varchar(40) not null, sequence_number bigint not null,
  attached_at bigint not null, contact_at bigint not null,
  constraint host_key unique (public_key),
  constraint host_account foreign key (account_id) references account (id));

create table host_reply (
  host_id bigint not null primary key, sequence_number bigint not null, request_sha256 char(64) not null, body longblob not null,
  replied_at bigint not null,
  constraint host_reply_host foreign key (host_id) references host (id));

create table blob_row (
  sha256 char(64) not null primary key, bytes bigint not null, owner_id bigint, host_upload boolean not null,
  reference_count bigint not null, deleting boolean not null, created_at bigint not null);
create index blob_unreferenced on blob_row (reference_count, created_at);

create table application (
  id bigint not null primary key, owner_id bigint not null, name varchar(80) not null, created_at bigint not null,
  constraint application_name unique (owner_id, name),
  constraint application_owner foreign key (owner_id) references account (id));

create table app_version (
  id bigint not null primary key, application_id bigint not null, version varchar(80) not null,
  source_sha256 char(64) not null, module_sha256 char(64) not null, weights_version int not null,
  arguments longtext not null, files longtext not null, envelope longtext not null, created_at bigint not null,
  constraint app_version_label unique (application_id, version),
  constraint app_version_application foreign key (application_id) references application (id));

create table batch (
  id bigint not null primary key, owner_id bigint not null, app_version_id bigint not null, name varchar(120) not null,
  spec longtext not null, state varchar(12) not null, reason varchar(4000) not null,
  total_units bigint not null, unit_cursor bigint not null, quorum int not null, max_error_results int not null, max_total_results int not null,
  price bigint not null, quote longtext, limits longtext, visible_to_all boolean not null, headline varchar(1000) not null,
  version bigint not null, created_at bigint not null, funded_at bigint not null, completed_at bigint not null,
  constraint batch_owner foreign key (owner_id) references account (id),
  constraint batch_app_version foreign key (app_version_id) references app_version (id));
create index batch_state on batch (state, id);

create table work_unit (
  id bigint not null primary key, batch_id bigint not null, unit_index bigint not null, revision int not null,
  state varchar(12) not null, reason varchar(4000) not null, version bigint not null, seed bigint not null,
  arguments longtext not null, inputs longtext not null, set_aside bigint not null, canonical_result_id bigint,
  created_at bigint not null, decided_at bigint not null,
  constraint work_unit_place unique (batch_id, unit_index),
  constraint work_unit_batch foreign key (batch_id) references batch (id));
create index work_unit_state on work_unit (state, id);
create index work_unit_batch_state on work_unit (batch_id, state, unit_index);

create table result (
  id bigint not null primary key, work_unit_id bigint not null, batch_id bigint not null, copy_number int not null,
  state varchar(12) not null, judged boolean not null, host_id bigint, account_id bigint, claim_account_id bigint,
  sent_at bigint not null, deadline_at bigint not null, fuel_so_far bigint not null, returned_at bigint not null,
  outcome_kind varchar(12), exit_code int not null, outcome_detail varchar(1000) not null,
  fuel bigint not null, digest varchar(64) not null, reason varchar(4000) not null, created_at bigint not null,
  constraint result_copy unique (work_unit_id, copy_number),
  constraint result_claim unique (work_unit_id, claim_account_id),
  constraint result_work_unit foreign key (work_unit_id) references work_unit (id));
create index result_state on result (state, judged, id);
create index result_batch_state on result (batch_id, state, id);
create index result_host_state on result (host_id, state, id);
create index result_deadline on result (state, deadline_at);

create table result_report (result_id bigint not null primary key, body longblob not null,
  constraint result_report_result foreign key (result_id) references result (id));

create table ledger_account (
  id bigint not null primary key, kind varchar(12) not null, owner_id bigint not null,
  posted_in bigint not null, posted_out bigint not null, pending_in bigint not null, pending_out bigint not null,
  constraint ledger_account_owner unique (kind, owner_id));

create table transfer (
  id bigint not null primary key, kind varchar(8) not null, debit_id bigint not null, credit_id bigint not null,
  amount bigint not null, reason varchar(200) not null, movement_key varchar(120) not null, pending_id bigint,
  batch_id bigint, work_unit_id bigint, result_id bigint, held_until bigint not null, created_at bigint not null,
  constraint transfer_key unique (movement_key),
  constraint transfer_resolution unique (pending_id),
  constraint transfer_debit foreign key (debit_id) references ledger_account (id),
  constraint transfer_credit foreign key (credit_id) references ledger_account (id));
create index transfer_debit_kind on transfer (debit_id, kind);
create index transfer_credit_kind on transfer (credit_id, kind);
create index transfer_batch on transfer (batch_id, kind);
create index transfer_result on transfer (result_id);

-- Pending transfers that are neither posted nor voided: the journal itself is never changed, so this says what is still to do.
create table pending_transfer (
  transfer_id bigint not null primary key, held_until bigint not null,
  constraint pending_transfer_row foreign key (transfer_id) references transfer (id));
create index pending_transfer_due on pending_transfer (held_until, transfer_id);

create table answer_part (
  work_unit_id bigint not null, revision int not null, batch_id bigint not null, unit_index bigint not null, result_id bigint not null,
  primary key (work_unit_id, revision),
  constraint answer_part_unit foreign key (work_unit_id) references work_unit (id));
create index answer_part_batch on answer_part (batch_id, unit_index);

create table answer_file (
  batch_id bigint not null, name varchar(200) not null, sha256 char(64) not null, bytes bigint not null, media_type varchar(80) not null,
  primary key (batch_id, name),
  constraint answer_file_batch foreign key (batch_id) references batch (id));
