-- Each index of a result is written again whenever its state changes, so there is one less: what waits for the validator and what is overdue are found by the same one.
-- (MySQL names the table of an index that it drops; for H2 the word between is the beginning of a comment.)
drop index result_state ${on} result
;
drop index result_deadline ${on} result
;
create index result_state on result (state, judged, deadline_at, id);

-- Nothing reads the journal by batch.
drop index transfer_batch ${on} transfer
;
