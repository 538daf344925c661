package org.manyhands.bench.dispatch.history;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.manyhands.bench.dispatch.load.HostKeys;
import org.manyhands.protocol.agent.UnitLimits;
import org.manyhands.protocol.crypto.Digests;
import org.manyhands.protocol.id.AppVersionId;
import org.manyhands.protocol.json.Json;
import org.manyhands.protocol.research.BatchSpec;
import org.manyhands.protocol.research.BatchSpec.AnswerPart;
import org.manyhands.protocol.research.Quote;

/** The rows of a {@link Past}, each a function of its number. */
final class PastRows {
    private static final String NOWHERE = Digests.sha256("a module that is not run any more");
    private static final String DIGEST = Digests.sha256("a result of the past");

    private final Past past;
    private final Identifiers ids;
    private final HostKeys keys;
    private final long at;
    private final long heldUntil;

    PastRows(Past past, Identifiers ids, long at, long heldUntil) {
        this.past = past;
        this.ids = ids;
        this.keys = new HostKeys(past.seed());
        this.at = at;
        this.heldUntil = heldUntil;
    }

    /** All tables with few rows, and those of hosts. */
    void small(Connection connection) throws SQLException {
        accounts(connection);
        hosts(connection);
        application(connection);
        batches(connection);
        ledgerAccounts(connection);
    }

    /** The last account is the researcher's. */
    private void accounts(Connection connection) throws SQLException {
        RowBlocks.fill(
                connection,
                "account",
                "id, name, name_key, administrator, stored_bytes, created_at",
                past.accounts() + 1,
                number -> {
                    String name = "past-" + number;
                    return new Object[] {ids.account() + number, name, name, false, 0, at};
                });
    }

    private long researcher() {
        return ids.account() + past.accounts();
    }

    private long accountOf(long host) {
        return ids.account() + host / Past.HOSTS_OF_AN_ACCOUNT;
    }

    private void hosts(Connection connection) throws SQLException {
        RowBlocks.fill(
                connection,
                "host",
                "id, account_id, name, public_key, operating_system, architecture, cores, memory_bytes, java_version,"
                        + " agent_version, sequence_number, attached_at, contact_at",
                past.hosts(),
                number -> new Object[] {
                    ids.host() + number,
                    accountOf(number),
                    "past-" + number,
                    key(number),
                    "Linux 6.1",
                    "amd64",
                    8,
                    16L << 30,
                    "17.0.9",
                    "bench",
                    0,
                    at,
                    at
                });
    }

    /** Hosts that nobody plays have a key of the right form, which is much cheaper to make. */
    private String key(long host) {
        return past.played(host) ? keys.of(host).verifyingKey().hex() : Digests.sha256("past host " + host);
    }

    private void application(Connection connection) throws SQLException {
        RowBlocks.fill(connection, "application", "id, owner_id, name, created_at", 1, number ->
                new Object[] {ids.application(), researcher(), "past", at});
        RowBlocks.fill(
                connection,
                "app_version",
                "id, application_id, version, source_sha256, module_sha256, weights_version, arguments, files, envelope,"
                        + " created_at",
                1,
                number -> new Object[] {
                    ids.appVersion(), ids.application(), "1", NOWHERE, NOWHERE, 1, "[]", "[]", envelope(), at
                });
    }

    private String envelope() {
        return Json.write(Map.of("payload", "{}", "key", keys.of(0).verifyingKey(), "signature", "0".repeat(128)));
    }

    private void batches(Connection connection) throws SQLException {
        RowBlocks.fill(
                connection,
                "batch",
                "id, owner_id, app_version_id, name, spec, state, reason, total_units, unit_cursor, quorum,"
                        + " max_error_results, max_total_results, price, quote, limits, visible_to_all, headline, version,"
                        + " created_at, funded_at, completed_at",
                past.batches(),
                number -> {
                    long units = past.unitsOf(number);
                    return new Object[] {
                        ids.batch() + number,
                        researcher(),
                        ids.appVersion(),
                        "past-" + number,
                        Json.write(spec(number, units)),
                        "COMPLETE",
                        "",
                        units,
                        units,
                        1,
                        5,
                        10,
                        Past.CREDIT,
                        Json.write(quote(units)),
                        Json.write(new UnitLimits(Past.FUEL, 1 << 20, 1 << 20, 16)),
                        false,
                        "done",
                        3,
                        at,
                        at,
                        at
                    };
                });
    }

    private BatchSpec spec(long number, long units) {
        return new BatchSpec(
                "past-" + number,
                new AppVersionId(ids.appVersion()),
                List.of("{unit}"),
                Map.of(),
                BatchSpec.Cut.of(new BatchSpec.Range(0, units, 1)),
                1,
                Past.FUEL,
                1 << 20,
                1 << 20,
                0,
                false,
                List.of(new AnswerPart(AnswerPart.Kind.SUM, null, null, null, null, null)));
    }

    private static Quote quote(long units) {
        long cost = units * Past.CREDIT;
        return new Quote(units, 3, Past.FUEL, Past.FUEL, Past.FUEL, 1, cost, cost);
    }

    /** Issuance, the researcher, then escrows and hosts: what each has is the sum of its transfers below. */
    private void ledgerAccounts(Connection connection) throws SQLException {
        long issued = past.units() * Past.CREDIT;
        long before = Identifiers.FIRST_LEDGER_ACCOUNTS + past.batches();
        RowBlocks.fill(
                connection,
                "ledger_account",
                "id, kind, owner_id, posted_in, posted_out, pending_in, pending_out",
                before + past.hosts(),
                number -> {
                    long id = ids.ledgerAccount() + number;
                    if (number == 0) {
                        return new Object[] {id, "ISSUANCE", 0, 0, issued, 0, 0};
                    }
                    if (number == 1) {
                        return new Object[] {id, "RESEARCHER", researcher(), issued, issued, 0, 0};
                    }
                    if (number < before) {
                        long batch = number - Identifiers.FIRST_LEDGER_ACCOUNTS;
                        long funded = past.unitsOf(batch) * Past.CREDIT;
                        return new Object[] {id, "ESCROW", ids.batch() + batch, funded, 0, 0, funded};
                    }
                    long host = number - before;
                    return new Object[] {id, "HOST", ids.host() + host, 0, 0, past.resultsOf(host) * Past.CREDIT, 0};
                });
    }

    void workUnits(Connection connection) throws SQLException {
        RowBlocks.fill(
                connection,
                "work_unit",
                "id, batch_id, unit_index, revision, state, reason, version, seed, arguments, inputs, set_aside,"
                        + " canonical_result_id, created_at, decided_at",
                past.units(),
                number -> new Object[] {
                    ids.unit() + number,
                    batchOf(number),
                    number % Past.BATCH_UNITS,
                    0,
                    "ASSIMILATED",
                    "",
                    2,
                    number,
                    "[\"" + number % Past.BATCH_UNITS + "\"]",
                    "[]",
                    Past.CREDIT,
                    ids.result() + number,
                    at,
                    at
                });
    }

    private long batchOf(long unit) {
        return ids.batch() + unit / Past.BATCH_UNITS;
    }

    void results(Connection connection) throws SQLException {
        RowBlocks.fill(
                connection,
                "result",
                "id, work_unit_id, batch_id, copy_number, state, judged, host_id, account_id, claim_account_id, sent_at,"
                        + " deadline_at, fuel_so_far, returned_at, outcome_kind, exit_code, outcome_detail, fuel, digest,"
                        + " reason, created_at",
                past.units(),
                number -> {
                    long host = number % past.hosts();
                    return new Object[] {
                        ids.result() + number,
                        ids.unit() + number,
                        batchOf(number),
                        0,
                        "VALID",
                        true,
                        ids.host() + host,
                        accountOf(host),
                        accountOf(host),
                        at,
                        at,
                        Past.FUEL,
                        at,
                        "FINISHED",
                        0,
                        "",
                        Past.FUEL,
                        DIGEST,
                        "",
                        at
                    };
                });
    }

    /** The grant to the researcher, what each batch was funded with, and a payment for each result. */
    void transfers(Connection connection) throws SQLException {
        long before = 1 + past.batches();
        RowBlocks.fill(
                connection,
                "transfer",
                "id, kind, debit_id, credit_id, amount, reason, movement_key, batch_id, work_unit_id, result_id, held_until,"
                        + " created_at",
                before + past.units(),
                number -> number == 0 ? grant() : number < before ? funding(number - 1) : payment(number - before));
    }

    private Object[] grant() {
        long researcher = ids.ledgerAccount() + 1;
        long issued = past.units() * Past.CREDIT;
        return new Object[] {
            ids.transfer(),
            "POSTED",
            ids.ledgerAccount(),
            researcher,
            issued,
            "grant",
            "grant:past",
            null,
            null,
            null,
            0,
            at
        };
    }

    private Object[] funding(long batch) {
        return new Object[] {
            ids.transfer() + 1 + batch,
            "POSTED",
            ids.ledgerAccount() + 1,
            ids.escrow(batch),
            past.unitsOf(batch) * Past.CREDIT,
            "funds of a batch",
            "fund:" + (ids.batch() + batch),
            ids.batch() + batch,
            null,
            null,
            0,
            at
        };
    }

    private Object[] payment(long unit) {
        long result = ids.result() + unit;
        return new Object[] {
            payments() + unit,
            "PENDING",
            ids.escrow(unit / Past.BATCH_UNITS),
            ids.earnings(past, unit % past.hosts()),
            Past.CREDIT,
            "valid result",
            "result:" + result,
            batchOf(unit),
            ids.unit() + unit,
            result,
            heldUntil,
            at
        };
    }

    private long payments() {
        return ids.transfer() + 1 + past.batches();
    }

    /** Each payment still waits for the end of its hold. */
    void promises(Connection connection) throws SQLException {
        RowBlocks.fill(connection, "pending_transfer", "transfer_id, held_until", past.units(), number ->
                new Object[] {payments() + number, heldUntil});
    }
}
