package org.manyhands.server.pass;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.manyhands.db.account.Account;
import org.manyhands.db.batch.BatchEvent;
import org.manyhands.db.batch.BatchState;
import org.manyhands.db.file.Blob;
import org.manyhands.db.file.FileStore;
import org.manyhands.db.host.Host;
import org.manyhands.db.host.HostStore.StoredReply;
import org.manyhands.db.ledger.Balance;
import org.manyhands.db.ledger.Ledger;
import org.manyhands.db.ledger.LedgerAccount;
import org.manyhands.db.ledger.Price;
import org.manyhands.db.result.Result;
import org.manyhands.db.result.ResultEvent;
import org.manyhands.db.result.ResultState;
import org.manyhands.db.testing.DatabaseContract;
import org.manyhands.db.testing.TestDatabase;
import org.manyhands.db.testing.World;
import org.manyhands.db.workunit.WorkUnit;
import org.manyhands.db.workunit.WorkUnitEvent;
import org.manyhands.protocol.id.BatchId;

class PassesTest extends DatabaseContract {
    private static final Duration HOLD = Duration.ofHours(24);

    @TempDir
    Path folder;

    private FileStore files;

    PassesTest(TestDatabase test) {
        super(test);
    }

    @BeforeEach
    void open() {
        files = FileStore.open(folder);
    }

    @Test
    void aResultPastItsDeadlineTimesOutAndNoOther() {
        WorkUnit unit = world.cutBatch(1).get(0);
        List<Result> copies = world.copies(unit.id());
        world.dispatch(copies.get(0), world.host(world.account()));
        ExpirePass pass = new ExpirePass(db);

        test.clock().forward(Duration.ofMinutes(30));
        world.dispatch(copies.get(1), world.host(world.account()));
        assertThat(pass.run()).isZero();
        test.clock().forward(Duration.ofMinutes(31));

        assertThat(pass.run()).isEqualTo(1);
        assertThat(pass.run()).isZero();
        assertThat(world.copies(unit.id()))
                .extracting(Result::state)
                .containsExactly(ResultState.TIMED_OUT, ResultState.IN_PROGRESS);
    }

    @Test
    void moreOverdueResultsThanABlockAllTimeOut() {
        List<WorkUnit> units = world.cutBatch(450);
        Host host = world.host(world.account());
        units.forEach(unit -> world.dispatch(world.copies(unit.id()).get(0), host));
        test.clock().forward(Duration.ofHours(2));

        assertThat(new ExpirePass(db).run()).isEqualTo(450);
    }

    @Test
    void anAccountWhoseCopyErroredRestsAMinuteBeforeItMayGetTheWorkUnitAgain() {
        WorkUnit unit = world.cutBatch(1).get(0);
        Host host = world.host(world.account());
        Result sent = world.dispatch(world.copies(unit.id()).get(0), host);
        db.inTransaction(tx -> db.results().apply(tx, sent, new ResultEvent.Errored("the slot was killed")));
        Result second = world.copies(unit.id()).get(1);
        ExpirePass pass = new ExpirePass(db);

        test.clock().forward(ExpirePass.REST_AFTER_ERROR);
        assertThat(pass.run()).isZero();
        assertThat(world.claim(second, host)).isEmpty();
        test.clock().forward(Duration.ofMillis(1));
        assertThat(pass.run()).isEqualTo(1);

        assertThat(pass.run()).as("nothing twice").isZero();
        assertThat(world.claim(second, host)).isPresent();
    }

    @Test
    void creditIsReleasedAfterTheHoldLessTheFeeAndTheRestReturned() {
        WorkUnit unit = world.cutBatch(1).get(0);
        Host host = accepted(unit);
        long earned = Price.of(World.FUEL, World.PRICE);
        complete(unit.batchId());
        ReleasePass pass = new ReleasePass(db, 500);

        assertThat(pass.run()).as("held, and what nobody earned went back").isEqualTo(1);
        test.clock().forward(HOLD.minusMillis(1));
        assertThat(pass.run()).as("still held").isZero();
        test.clock().forward(Duration.ofMillis(2));
        assertThat(pass.run()).as("one transfer released, one batch settled").isEqualTo(2);
        assertThat(pass.run()).as("nothing twice").isZero();

        long fee = earned * 500 / 10_000;
        assertThat(balance(LedgerAccount.host(host.id())).available()).isEqualTo(earned - fee);
        assertThat(balance(LedgerAccount.FEE).available()).isEqualTo(fee);
        assertThat(balance(LedgerAccount.escrow(unit.batchId())).available()).isZero();
        assertThat(balance(LedgerAccount.researcher(world.batch(unit.batchId()).owner()))
                        .available())
                .isEqualTo(World.SET_ASIDE - earned);
        assertThat(world.batch(unit.batchId()).state()).isEqualTo(BatchState.SETTLED);
    }

    @RepeatedTest(5)
    void twoServersThatReleaseAtOncePayOnce() throws Exception {
        WorkUnit unit = world.cutBatch(1).get(0);
        Host host = accepted(unit);
        complete(unit.batchId());
        test.clock().forward(HOLD.plusMillis(1));
        CyclicBarrier together = new CyclicBarrier(2);
        Callable<Integer> pass = () -> {
            together.await();
            return new ReleasePass(db, 0).run();
        };

        ExecutorService servers = Executors.newFixedThreadPool(2);
        int done = 0;
        for (Future<Integer> one : servers.invokeAll(List.of(pass, pass))) {
            done += one.get();
        }
        servers.shutdown();

        assertThat(done).as("one release, one settlement").isEqualTo(2);
        assertThat(balance(LedgerAccount.host(host.id())).available()).isEqualTo(Price.of(World.FUEL, World.PRICE));
        assertThat(world.batch(unit.batchId()).state()).isEqualTo(BatchState.SETTLED);
    }

    @Test
    void aCancelledBatchGetsItsEscrowBackAtOnceUnlessCreditIsHeld() {
        List<WorkUnit> units = world.cutBatch(2);
        BatchId batch = units.get(0).batchId();
        accepted(units.get(0));
        db.inTransaction(tx -> {
            db.batches().apply(tx, db.batches().byId(tx, batch).orElseThrow(), new BatchEvent.Cancelled("a test"));
            return db.workUnits().cancelOpen(tx, batch);
        });
        ReleasePass pass = new ReleasePass(db, 500);
        long earned = Price.of(World.FUEL, World.PRICE);

        assertThat(pass.run()).isEqualTo(1);
        assertThat(pass.run()).as("nothing twice").isZero();
        assertThat(world.batch(batch).state()).isEqualTo(BatchState.CANCELLED);
        assertThat(balance(LedgerAccount.escrow(batch)).available()).isZero();
        assertThat(balance(LedgerAccount.escrow(batch)).pendingOut()).isEqualTo(earned);
        assertThat(balance(LedgerAccount.researcher(world.batch(batch).owner())).available())
                .isEqualTo(2 * World.SET_ASIDE - earned);
        long returned =
                db.inTransaction(tx -> db.ledger().views().credit(tx, batch, 0)).returned();
        assertThat(returned).isEqualTo(2 * World.SET_ASIDE - earned);
        test.clock().forward(HOLD.plusMillis(1));
        pass.run();

        assertThat(world.batch(batch).state()).isEqualTo(BatchState.SETTLED);
        assertThat(balance(LedgerAccount.escrow(batch)).available()).isZero();
    }

    @RepeatedTest(5)
    void twoServersThatGiveBackAtOnceDoItOnce() throws Exception {
        WorkUnit unit = world.cutBatch(1).get(0);
        accepted(unit);
        complete(unit.batchId());
        CyclicBarrier together = new CyclicBarrier(2);
        Callable<Integer> pass = () -> {
            together.await();
            return new ReleasePass(db, 0).run();
        };

        ExecutorService servers = Executors.newFixedThreadPool(2);
        int done = 0;
        for (Future<Integer> one : servers.invokeAll(List.of(pass, pass))) {
            done += one.get();
        }
        servers.shutdown();

        assertThat(done).isEqualTo(1);
        assertThat(balance(LedgerAccount.researcher(world.batch(unit.batchId()).owner()))
                        .available())
                .as("as much as is held stays, to compute it once more")
                .isEqualTo(World.SET_ASIDE - 2 * Price.of(World.FUEL, World.PRICE));
    }

    @Test
    void aRunningBatchKeepsItsEscrow() {
        WorkUnit unit = world.cutBatch(1).get(0);

        assertThat(new ReleasePass(db, 500).run()).isZero();
        assertThat(balance(LedgerAccount.escrow(unit.batchId())).available()).isEqualTo(World.SET_ASIDE);
    }

    @Test
    void uploadsThatNothingNamesAreDeletedAfterADay() {
        Account owner = world.account();
        String kept = upload(owner, "named");
        String left = upload(owner, "left");
        db.runInTransaction(tx -> db.blobs().reference(tx, kept));
        test.clock().forward(Duration.ofHours(25));
        String young = upload(owner, "young");
        CleanPass pass = new CleanPass(db, files);

        assertThat(pass.run()).isEqualTo(1);
        assertThat(pass.run()).isZero();

        assertThat(files.has(left)).isFalse();
        assertThat(files.has(kept)).isTrue();
        assertThat(files.has(young)).isTrue();
        Optional<Blob> forgotten = db.inTransaction(tx -> db.blobs().byDigest(tx, left));
        assertThat(forgotten).isEmpty();
        long storedBytes = db.inTransaction(
                tx -> db.accounts().byId(tx, owner.id()).orElseThrow().storedBytes());
        assertThat(storedBytes).as("room again").isEqualTo("named".length() + "young".length());
    }

    @Test
    void aDeletionThatWasCutShortIsFinished() throws Exception {
        String left = upload(world.account(), "left");
        test.clock().forward(Duration.ofHours(25));
        db.inTransaction(tx -> db.blobs().markDeleting(tx, left));
        files.delete(left);

        assertThat(new CleanPass(db, files).run()).isEqualTo(1);
        assertThat(upload(world.account(), "left")).isEqualTo(left);
    }

    @Test
    void repliesOfLongSilentHostsAreForgotten() {
        Host host = world.host(world.account());
        db.runInTransaction(tx ->
                db.hosts().storeReplies(tx, Map.of(host.id(), new StoredReply(1, "00".repeat(32), new byte[3]))));
        CleanPass pass = new CleanPass(db, files);

        assertThat(pass.run()).isZero();
        test.clock().forward(Duration.ofDays(31));
        assertThat(pass.run()).isEqualTo(1);
        Optional<StoredReply> kept = db.inTransaction(tx -> db.hosts().reply(tx, host.id()));
        assertThat(kept).isEmpty();
    }

    private String upload(Account owner, String text) {
        FileStore.Stored stored = files.put(text.getBytes(StandardCharsets.UTF_8));
        db.runInTransaction(tx -> {
            db.blobs().add(tx, stored.sha256(), stored.bytes(), owner.id(), false);
            db.accounts().addStoredBytes(tx, owner.id(), stored.bytes(), Long.MAX_VALUE);
        });
        return stored.sha256();
    }

    /** One copy comes back and is the canonical one; its credit is held. */
    private Host accepted(WorkUnit unit) {
        Host host = world.host(world.account());
        List<Result> copies = world.copies(unit.id());
        Result back = world.bringBack(world.dispatch(copies.get(0), host), "same");
        db.runInTransaction(tx -> {
            db.results().apply(tx, back, new ResultEvent.JudgedValid());
            db.results().apply(tx, copies.get(1), new ResultEvent.NotNeeded());
            db.workUnits()
                    .apply(
                            tx,
                            db.workUnits().byId(tx, unit.id()).orElseThrow(),
                            new WorkUnitEvent.Validated(back.id()));
            db.ledger()
                    .pendAll(
                            tx,
                            List.of(new Ledger.Promise(
                                    LedgerAccount.escrow(unit.batchId()),
                                    LedgerAccount.host(host.id()),
                                    Price.of(World.FUEL, World.PRICE),
                                    unit.batchId(),
                                    unit.id(),
                                    back.id())),
                            tx.nowMillis() + HOLD.toMillis());
        });
        return host;
    }

    private void complete(BatchId batch) {
        db.runInTransaction(tx ->
                db.batches().apply(tx, db.batches().byId(tx, batch).orElseThrow(), new BatchEvent.Completed("done")));
    }

    private Balance balance(LedgerAccount account) {
        return db.inTransaction(tx -> db.ledger().balance(tx, account));
    }
}
