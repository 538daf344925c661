package org.manyhands.bench.dispatch.history;

import static org.manyhands.bench.dispatch.history.Numbers.numbered;
import static org.manyhands.bench.dispatch.history.Numbers.quotient;
import static org.manyhands.bench.dispatch.history.Numbers.text;
import static org.manyhands.bench.dispatch.history.Numbers.value;

import java.sql.Connection;
import java.sql.PreparedStatement;
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

/** The rows of a {@link Past}, each a function of its number: few are written here, the many by the database itself. */
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
        Numbers.fill(
                connection,
                "account",
                past.accounts() + 1,
                numbered("id", ids.account()),
                value("name", "concat('past-', #)"),
                value("name_key", "concat('past-', #)"),
                value("administrator", "false"),
                value("stored_bytes", 0),
                value("created_at", at));
    }

    private long researcher() {
        return ids.account() + past.accounts();
    }

    /** The expression of a work unit's host, by number. */
    private String hostNumber() {
        return "mod(#, " + past.hosts() + ")";
    }

    private String accountOf(String host) {
        return ids.account() + " + " + quotient(host, Past.HOSTS_OF_AN_ACCOUNT);
    }

    private void hosts(Connection connection) throws SQLException {
        Numbers.fill(
                connection,
                "host",
                past.hosts(),
                numbered("id", ids.host()),
                value("account_id", accountOf("#")),
                value("name", "concat('past-', #)"),
                value("public_key", "lpad(concat('', #), 64, '0')"),
                text("operating_system", "Linux 6.1"),
                text("architecture", "amd64"),
                value("cores", 8),
                value("memory_bytes", 16L << 30),
                text("java_version", "17.0.9"),
                text("agent_version", "bench"),
                value("sequence_number", 0),
                value("attached_at", at),
                value("contact_at", at));
        try (PreparedStatement update = connection.prepareStatement("update host set public_key = ? where id = ?")) {
            for (int player = 0; player < past.players(); player++) {
                long host = (long) player * past.stride();
                update.setString(1, keys.of(host).verifyingKey().hex());
                update.setLong(2, ids.host() + host);
                update.addBatch();
            }
            update.executeBatch();
        }
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
        return BatchSpec.of(
                        "past-" + number,
                        new AppVersionId(ids.appVersion()),
                        BatchSpec.Cut.of(new BatchSpec.Range(0, units, 1)),
                        List.of(new AnswerPart(AnswerPart.Kind.SUM, null, null, null, null, null)))
                .with(it -> it.arguments(List.of("{unit}"))
                        .quorum(1)
                        .fuelLimit(Past.FUEL)
                        .memoryLimitBytes(1 << 20)
                        .outputLimitBytes(1 << 20)
                        .canaries(0));
    }

    private static Quote quote(long units) {
        long cost = units * Past.CREDIT;
        return new Quote(units, 3, Past.FUEL, Past.FUEL, 1, Past.FUEL, 1, cost, cost, 1, 0);
    }

    /** Issuance, the researcher, then escrows and hosts: what each has is the sum of its transfers below. */
    private void ledgerAccounts(Connection connection) throws SQLException {
        long issued = past.units() * Past.CREDIT;
        RowBlocks.fill(
                connection,
                "ledger_account",
                "id, kind, owner_id, posted_in, posted_out, pending_in, pending_out",
                Identifiers.FIRST_LEDGER_ACCOUNTS + past.batches(),
                number -> {
                    long id = ids.ledgerAccount() + number;
                    if (number == 0) {
                        return new Object[] {id, "ISSUANCE", 0, 0, issued, 0, 0};
                    }
                    if (number == 1) {
                        return new Object[] {id, "RESEARCHER", researcher(), issued, issued, 0, 0};
                    }
                    long batch = number - Identifiers.FIRST_LEDGER_ACCOUNTS;
                    long funded = past.unitsOf(batch) * Past.CREDIT;
                    return new Object[] {id, "ESCROW", ids.batch() + batch, funded, 0, 0, funded};
                });
        long more = past.units() % past.hosts();
        long least = past.units() / past.hosts() * Past.CREDIT;
        Numbers.fill(
                connection,
                "ledger_account",
                past.hosts(),
                numbered("id", ids.earnings(past, 0)),
                text("kind", "HOST"),
                numbered("owner_id", ids.host()),
                value("posted_in", 0),
                value("posted_out", 0),
                value("pending_in", least + " + case when # < " + more + " then " + Past.CREDIT + " else 0 end"),
                value("pending_out", 0));
    }

    private String batchNumber() {
        return quotient("#", Past.BATCH_UNITS);
    }

    private String batchId() {
        return ids.batch() + " + " + batchNumber();
    }

    void workUnits(Connection connection) throws SQLException {
        String index = "mod(#, " + Past.BATCH_UNITS + ")";
        Numbers.fill(
                connection,
                "work_unit",
                past.units(),
                numbered("id", ids.unit()),
                value("batch_id", batchId()),
                value("unit_index", index),
                value("revision", 0),
                text("state", "ASSIMILATED"),
                text("reason", ""),
                value("version", 2),
                value("seed", "#"),
                value("arguments", "concat('[\"', " + index + ", '\"]')"),
                text("inputs", "[]"),
                value("set_aside", Past.CREDIT),
                numbered("canonical_result_id", ids.result()),
                value("created_at", at),
                value("decided_at", at));
    }

    void results(Connection connection) throws SQLException {
        Numbers.fill(
                connection,
                "result",
                past.units(),
                numbered("id", ids.result()),
                numbered("work_unit_id", ids.unit()),
                value("batch_id", batchId()),
                value("copy_number", 0),
                text("state", "VALID"),
                value("judged", "true"),
                value("host_id", ids.host() + " + " + hostNumber()),
                value("account_id", accountOf(hostNumber())),
                value("claim_account_id", accountOf(hostNumber())),
                value("sent_at", at),
                value("deadline_at", at),
                value("fuel_so_far", Past.FUEL),
                value("returned_at", at),
                text("outcome_kind", "FINISHED"),
                value("exit_code", 0),
                text("outcome_detail", ""),
                value("fuel", Past.FUEL),
                text("digest", DIGEST),
                text("reason", ""),
                value("created_at", at));
    }

    /** The grant to the researcher, what each batch was funded with, and a payment for each result. */
    void transfers(Connection connection) throws SQLException {
        RowBlocks.fill(
                connection,
                "transfer",
                "id, kind, debit_id, credit_id, amount, reason, movement_key, batch_id, work_unit_id, result_id, held_until,"
                        + " created_at",
                1 + past.batches(),
                number -> number == 0 ? grant() : funding(number - 1));
        Numbers.fill(
                connection,
                "transfer",
                past.units(),
                numbered("id", payments()),
                text("kind", "PENDING"),
                value("debit_id", ids.escrow(0) + " + " + batchNumber()),
                value("credit_id", ids.earnings(past, 0) + " + " + hostNumber()),
                value("amount", Past.CREDIT),
                text("reason", "valid result"),
                value("movement_key", "concat('result:', " + ids.result() + " + #)"),
                value("batch_id", batchId()),
                numbered("work_unit_id", ids.unit()),
                numbered("result_id", ids.result()),
                value("held_until", heldUntil),
                value("created_at", at));
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

    private long payments() {
        return ids.transfer() + 1 + past.batches();
    }

    /** Each payment still waits for the end of its hold. */
    void promises(Connection connection) throws SQLException {
        Numbers.fill(
                connection,
                "pending_transfer",
                past.units(),
                numbered("transfer_id", payments()),
                value("held_until", heldUntil));
    }
}
