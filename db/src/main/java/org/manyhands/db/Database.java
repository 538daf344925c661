package org.manyhands.db;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.manyhands.db.account.AccountStore;
import org.manyhands.db.answer.AnswerStore;
import org.manyhands.db.application.ApplicationStore;
import org.manyhands.db.batch.BatchStore;
import org.manyhands.db.check.AnswerCheckStore;
import org.manyhands.db.daemon.DaemonBeats;
import org.manyhands.db.daemon.WorkHints;
import org.manyhands.db.dispatch.DispatchBlocks;
import org.manyhands.db.dispatch.NewDispatchBlocks;
import org.manyhands.db.file.BlobStore;
import org.manyhands.db.host.HostRecordStore;
import org.manyhands.db.host.HostStore;
import org.manyhands.db.ledger.Ledger;
import org.manyhands.db.result.ResultStore;
import org.manyhands.db.setting.SettingStore;
import org.manyhands.db.transaction.DatabaseConfig;
import org.manyhands.db.transaction.DatabasePool;
import org.manyhands.db.transaction.Tx;
import org.manyhands.db.trust.TrustStore;
import org.manyhands.db.workunit.WorkUnitStore;

/** A connection pool to the project's database, its schema checked or migrated, and the stores. Thread-safe. */
public final class Database implements AutoCloseable {
    private static final List<Class<?>> ROWS = Stream.of(
                    AccountStore.rows(),
                    HostStore.rows(),
                    HostRecordStore.rows(),
                    BlobStore.rows(),
                    ApplicationStore.rows(),
                    BatchStore.rows(),
                    WorkUnitStore.rows(),
                    ResultStore.rows(),
                    NewDispatchBlocks.rows(),
                    Ledger.rows(),
                    TrustStore.rows(),
                    AnswerCheckStore.rows(),
                    AnswerStore.rows(),
                    DaemonBeats.rows(),
                    WorkHints.rows(),
                    SettingStore.rows())
            .flatMap(List::stream)
            .toList();

    private final DatabasePool pool;
    private final AccountStore accounts;
    private final HostStore hosts;
    private final HostRecordStore hostRecords;
    private final BlobStore blobs;
    private final ApplicationStore applications;
    private final BatchStore batches;
    private final WorkUnitStore workUnits;
    private final ResultStore results;
    private final DispatchBlocks dispatchBlocks;
    private final Ledger ledger;
    private final TrustStore trust;
    private final AnswerCheckStore checks;
    private final AnswerStore answers;
    private final DaemonBeats beats;
    private final WorkHints hints;
    private final SettingStore settings;

    private Database(DatabasePool pool) {
        this.pool = pool;
        accounts = new AccountStore(pool.ids());
        hosts = new HostStore(pool.ids());
        hostRecords = new HostRecordStore();
        blobs = new BlobStore();
        applications = new ApplicationStore(pool.ids());
        batches = new BatchStore(pool.ids());
        results = new ResultStore(pool.ids());
        dispatchBlocks = new DispatchBlocks();
        workUnits = new WorkUnitStore(pool.ids(), results);
        ledger = new Ledger(pool.ids());
        trust = new TrustStore(pool.ids());
        checks = new AnswerCheckStore();
        answers = new AnswerStore();
        beats = new DaemonBeats();
        hints = new WorkHints();
        settings = new SettingStore();
    }

    /** Opens, migrating the schema to this program's version; refuses a database of a newer schema in words. The server does this. */
    public static Database openAndMigrate(DatabaseConfig config) {
        return new Database(DatabasePool.openAndMigrate(config, ROWS, null));
    }

    /** The same with a clock that a test moves instead of the database's. */
    public static Database openAndMigrate(DatabaseConfig config, Clock clock) {
        return new Database(DatabasePool.openAndMigrate(config, ROWS, clock));
    }

    /** Opens; waits up to {@code patience} for the database to be there and to have this program's schema. Daemons do this. */
    public static Database open(DatabaseConfig config, Duration patience) {
        return new Database(DatabasePool.open(config, patience, ROWS, null));
    }

    /**
     * Runs work in one transaction: commits when it returns, rolls back when it throws, and runs it again on a conflict
     * (so it must have no effects outside).
     *
     * @throws org.manyhands.db.transaction.ConflictException when it met a conflict at every try
     * @throws org.manyhands.db.transaction.DatabaseUnavailableException when the database cannot be reached
     */
    public <T> T inTransaction(Work<T> work) {
        return pool.run(work::run);
    }

    /** The same for work that answers nothing. */
    public void runInTransaction(Consumer<Tx> work) {
        pool.run(tx -> {
            work.accept(tx);
            return Boolean.TRUE;
        });
    }

    /** True once a fault has shown that the embedded database will not work again in this process, which should end then. */
    public boolean closedForGood() {
        return pool.closedForGood();
    }

    public AccountStore accounts() {
        return accounts;
    }

    public HostStore hosts() {
        return hosts;
    }

    public HostRecordStore hostRecords() {
        return hostRecords;
    }

    public BlobStore blobs() {
        return blobs;
    }

    public ApplicationStore applications() {
        return applications;
    }

    public BatchStore batches() {
        return batches;
    }

    public WorkUnitStore workUnits() {
        return workUnits;
    }

    public ResultStore results() {
        return results;
    }

    public DispatchBlocks dispatchBlocks() {
        return dispatchBlocks;
    }

    public Ledger ledger() {
        return ledger;
    }

    public TrustStore trust() {
        return trust;
    }

    public AnswerCheckStore checks() {
        return checks;
    }

    public AnswerStore answers() {
        return answers;
    }

    public DaemonBeats beats() {
        return beats;
    }

    public WorkHints hints() {
        return hints;
    }

    public SettingStore settings() {
        return settings;
    }

    /** The pool, for libraries that keep tables of their own in this database (Quartz). Its connections do not commit by themselves. */
    public javax.sql.DataSource dataSource() {
        return pool.dataSource();
    }

    @Override
    public void close() {
        pool.close();
    }

    /** What is done in a transaction. */
    @FunctionalInterface
    public interface Work<T> {
        T run(Tx tx);
    }
}
