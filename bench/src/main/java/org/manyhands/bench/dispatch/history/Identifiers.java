package org.manyhands.bench.dispatch.history;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * The first identifier of each kind of row; the others follow it. They are taken from the table from which the project takes its
 * own, so that both never make the same.
 */
record Identifiers(
        long account,
        long host,
        long application,
        long appVersion,
        long batch,
        long unit,
        long result,
        long ledgerAccount,
        long transfer) {
    /** The accounts of issuance and of the researcher come before those of escrows and hosts. */
    static final int FIRST_LEDGER_ACCOUNTS = 2;

    static Identifiers take(Connection connection, Past past) throws SQLException {
        return new Identifiers(
                take(connection, "account", past.accounts() + 1),
                take(connection, "host", past.hosts()),
                take(connection, "application", 1),
                take(connection, "app_version", 1),
                take(connection, "batch", past.batches()),
                take(connection, "work_unit", past.units()),
                take(connection, "result", past.units()),
                take(connection, "ledger_account", FIRST_LEDGER_ACCOUNTS + past.batches() + past.hosts()),
                take(connection, "transfer", 1 + past.batches() + past.units()));
    }

    private static long take(Connection connection, String name, long count) throws SQLException {
        try (PreparedStatement read = connection.prepareStatement("select next_id from id_block where name = ?");
                PreparedStatement forget = connection.prepareStatement("delete from id_block where name = ?");
                PreparedStatement write =
                        connection.prepareStatement("insert into id_block (name, next_id) values (?, ?)")) {
            long first = 1;
            read.setString(1, name);
            try (ResultSet rows = read.executeQuery()) {
                if (rows.next()) {
                    first = rows.getLong(1);
                }
            }
            forget.setString(1, name);
            forget.executeUpdate();
            write.setString(1, name);
            write.setLong(2, first + count);
            write.executeUpdate();
            return first;
        }
    }

    /** Ledger account of the escrow of a batch. */
    long escrow(long batchNumber) {
        return ledgerAccount + FIRST_LEDGER_ACCOUNTS + batchNumber;
    }

    /** Ledger account of a host. */
    long earnings(Past past, long hostNumber) {
        return ledgerAccount + FIRST_LEDGER_ACCOUNTS + past.batches() + hostNumber;
    }
}
