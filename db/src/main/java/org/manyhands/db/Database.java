package org.manyhands.db;

import java.time.Duration;
import org.manyhands.db.account.AccountStore;
import org.manyhands.db.answer.AnswerStore;
import org.manyhands.db.application.ApplicationStore;
import org.manyhands.db.batch.BatchStore;
import org.manyhands.db.daemon.DaemonBeats;
import org.manyhands.db.file.BlobStore;
import org.manyhands.db.host.HostStore;
import org.manyhands.db.ledger.Ledger;
import org.manyhands.db.result.ResultStore;
import org.manyhands.db.setting.SettingStore;
import org.manyhands.db.transaction.DatabaseConfig;
import org.manyhands.db.transaction.Tx;
import org.manyhands.db.workunit.WorkUnitStore;

/** A connection pool to the project's database, its schema checked or migrated, and the stores. Thread-safe. */
public final class Database implements AutoCloseable {
    /** Opens, migrating the schema to this program's version; refuses a database of a newer schema in words. The server does this. */
    public static Database openAndMigrate(DatabaseConfig config) {
        throw new UnsupportedOperationException("being built");
    }
    /** Opens; waits up to {@code patience} for the database to be there and to have this program's schema. Daemons do this. */
    public static Database open(DatabaseConfig config, Duration patience) {
        throw new UnsupportedOperationException("being built");
    }

    /** Runs work in one transaction: commits when it returns, rolls back when it throws, and runs it again on a conflict (so it must have no effects outside). */
    public <T> T inTransaction(Work<T> work) {
        throw new UnsupportedOperationException("being built");
    }

    public AccountStore accounts() {
        throw new UnsupportedOperationException("being built");
    }

    public HostStore hosts() {
        throw new UnsupportedOperationException("being built");
    }

    public BlobStore blobs() {
        throw new UnsupportedOperationException("being built");
    }

    public ApplicationStore applications() {
        throw new UnsupportedOperationException("being built");
    }

    public BatchStore batches() {
        throw new UnsupportedOperationException("being built");
    }

    public WorkUnitStore workUnits() {
        throw new UnsupportedOperationException("being built");
    }

    public ResultStore results() {
        throw new UnsupportedOperationException("being built");
    }

    public Ledger ledger() {
        throw new UnsupportedOperationException("being built");
    }

    public AnswerStore answers() {
        throw new UnsupportedOperationException("being built");
    }

    public DaemonBeats beats() {
        throw new UnsupportedOperationException("being built");
    }

    public SettingStore settings() {
        throw new UnsupportedOperationException("being built");
    }

    /** The pool, for libraries that keep tables of their own in this database (Quartz). */
    public javax.sql.DataSource dataSource() {
        throw new UnsupportedOperationException("being built");
    }

    @Override
    public void close() {
        throw new UnsupportedOperationException("being built");
    }

    /** What is done in a transaction. */
    @FunctionalInterface
    public interface Work<T> {
        T run(Tx tx);
    }
}
