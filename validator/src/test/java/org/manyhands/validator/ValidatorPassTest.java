package org.manyhands.validator;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.manyhands.db.Database;
import org.manyhands.db.batch.Batch;
import org.manyhands.db.batch.BatchEvent;
import org.manyhands.db.batch.BatchState;
import org.manyhands.db.file.FileStore;
import org.manyhands.db.host.Host;
import org.manyhands.db.ledger.LedgerAccount;
import org.manyhands.db.ledger.Price;
import org.manyhands.db.result.Result;
import org.manyhands.db.result.ResultEvent;
import org.manyhands.db.result.ResultState;
import org.manyhands.db.testing.AtOnce;
import org.manyhands.db.testing.DatabaseContract;
import org.manyhands.db.testing.Killing;
import org.manyhands.db.testing.TestDatabase;
import org.manyhands.db.testing.World;
import org.manyhands.db.workunit.WorkUnit;
import org.manyhands.db.workunit.WorkUnitState;
import org.manyhands.protocol.agent.OutcomeReport;
import org.manyhands.protocol.agent.ResultReport;
import org.manyhands.protocol.agent.StreamReport;
import org.manyhands.protocol.crypto.Digests;
import org.manyhands.protocol.id.BatchId;
import org.manyhands.protocol.id.WorkUnitId;

class ValidatorPassTest extends DatabaseContract {
    private static final Duration HOLD = Duration.ofHours(24);
    private static final long PAY = Price.of(World.FUEL, World.PRICE);

    @TempDir
    Path folder;

    private FileStore files;
    private List<Host> hosts;

    ValidatorPassTest(TestDatabase test) {
        super(test);
    }

    @BeforeEach
    void hosts() {
        files = FileStore.open(folder);
        hosts = someHosts();
    }

    @Test
    void twoThatAgreeAreValidAndPaidWhenTheHoldIsOver() {
        WorkUnit unit = world.cutBatch(1).get(0);
        bringBack(unit, 0, "a");
        bringBack(unit, 1, "a");

        work();

        assertThat(state(unit)).isEqualTo(WorkUnitState.VALIDATED);
        assertThat(states(unit)).containsExactly(ResultState.VALID, ResultState.VALID);
        assertThat(pending(0)).isEqualTo(PAY);
        assertThat(pending(1)).isEqualTo(PAY);
        assertThat(list(tx -> db.ledger().due(tx, 10))).isEmpty();
        test.clock().forward(HOLD.plusMillis(1));
        assertThat(list(tx -> db.ledger().due(tx, 10))).hasSize(2);
    }

    @Test
    void aPassWithoutWorkSaysSo() {
        assertThat(new ValidatorPass(HOLD).pass(db, files)).isZero();
        WorkUnit unit = world.cutBatch(1).get(0);
        bringBack(unit, 0, "a");
        bringBack(unit, 1, "a");

        assertThat(new ValidatorPass(HOLD).pass(db, files)).isEqualTo(1);
        assertThat(new ValidatorPass(HOLD).pass(db, files)).isZero();
    }

    @Test
    void whenTwoDifferAThirdDecidesAndTheLiarEarnsNothing() {
        WorkUnit unit = world.cutBatch(1).get(0);
        bringBack(unit, 0, "lie");
        bringBack(unit, 1, "truth");
        work();
        assertThat(states(unit)).containsExactly(ResultState.RETURNED, ResultState.RETURNED, ResultState.UNSENT);
        assertThat(state(unit)).isEqualTo(WorkUnitState.OPEN);

        bringBack(unit, 2, "truth");
        work();

        assertThat(states(unit)).containsExactly(ResultState.INVALID, ResultState.VALID, ResultState.VALID);
        assertThat(world.copies(unit.id()).get(0).reason()).contains("differs from the copies that agree");
        assertThat(pending(0)).isZero();
        assertThat(pending(1)).isEqualTo(PAY);
        assertThat(pending(2)).isEqualTo(PAY);
        assertThat(canonical(unit)).isEqualTo(world.copies(unit.id()).get(1));
    }

    @Test
    void aLateCopyThatAgreesBeforeTheDecisionIsPaidToo() {
        WorkUnit unit = world.cutBatch(1).get(0);
        bringBack(unit, 0, "lie");
        bringBack(unit, 1, "truth");
        work();
        tx(tx -> db.results().create(tx, List.of(unit.id()), unit.batchId(), 3, 1));
        bringBack(unit, 2, "truth");
        bringBack(unit, 3, "truth");

        work();

        assertThat(states(unit))
                .containsExactly(ResultState.INVALID, ResultState.VALID, ResultState.VALID, ResultState.VALID);
        assertThat(number(tx -> db.ledger().pendingOf(tx, unit.batchId()))).isEqualTo(3 * PAY);
    }

    @Test
    void copiesThatAreNotNeededAnyMoreAreGivenUp() {
        WorkUnit unit = world.cutBatch(1).get(0);
        tx(tx -> db.results().create(tx, List.of(unit.id()), unit.batchId(), 2, 2));
        bringBack(unit, 0, "a");
        bringBack(unit, 1, "a");
        world.dispatch(world.copies(unit.id()).get(2), hosts.get(2));

        work();

        assertThat(states(unit))
                .containsExactly(ResultState.VALID, ResultState.VALID, ResultState.NOT_NEEDED, ResultState.NOT_NEEDED);
    }

    @Test
    void aCopyThatFailedOrTimedOutIsReplacedAndItsHostMayHaveItAgain() {
        WorkUnit unit = world.cutBatch(1).get(0);
        Result sent = world.dispatch(world.copies(unit.id()).get(0), hosts.get(0));
        tx(tx -> db.results().apply(tx, sent, new ResultEvent.Expired()));
        bringBack(unit, 1, "a");

        work();

        assertThat(states(unit)).containsExactly(ResultState.TIMED_OUT, ResultState.RETURNED, ResultState.UNSENT);
        assertThat(list(tx -> db.results().ready(tx, hosts.get(0).accountId(), 10)))
                .containsExactly(world.copies(unit.id()).get(2));
        assertThat(list(tx -> db.results().ready(tx, hosts.get(1).accountId(), 10)))
                .isEmpty();
        world.bringBack(world.dispatch(world.copies(unit.id()).get(2), hosts.get(0)), "a");
        work();
        assertThat(state(unit)).isEqualTo(WorkUnitState.VALIDATED);
    }

    @Test
    void tooManyErrorsLetTheWorkUnitFailWithTheLastReason() {
        WorkUnit unit = world.cutBatch(1).get(0);
        for (int copy = 0; copy < 5; copy++) {
            Result sent = world.dispatch(world.copies(unit.id()).get(copy), hosts.get(copy));
            tx(tx -> db.results().apply(tx, sent, new ResultEvent.Errored("no memory for 4 GiB")));
            work();
        }

        assertThat(state(unit)).isEqualTo(WorkUnitState.FAILED);
        assertThat(reason(unit)).contains("5 copies that hosts could not finish", "no memory for 4 GiB");
        assertThat(world.copies(unit.id()).get(5).state()).isEqualTo(ResultState.NOT_NEEDED);
    }

    @Test
    void copiesThatNeverAgreeLetTheWorkUnitFailAndEarnNothing() {
        WorkUnit unit = world.cutBatch(1).get(0);
        for (int copy = 0; copy < 10; copy++) {
            bringBack(unit, copy, "answer " + copy);
            work();
        }

        assertThat(state(unit)).isEqualTo(WorkUnitState.FAILED);
        assertThat(reason(unit)).contains("10 copies", "no 2 agree");
        assertThat(states(unit)).containsOnly(ResultState.INVALID).hasSize(10);
        assertThat(number(tx -> db.ledger().pendingOf(tx, unit.batchId()))).isZero();
    }

    @Test
    void agreementOnAFailureIsPaidAndShowsTheLastWords() {
        WorkUnit unit = world.cutBatch(1).get(0);
        trap(unit, 0, "reading\nno such column: width\n");
        trap(unit, 1, "reading\nno such column: width\n");

        work();

        assertThat(state(unit)).isEqualTo(WorkUnitState.FAILED);
        assertThat(reason(unit)).isEqualTo("trapped: unreachable; standard error ends: no such column: width");
        assertThat(states(unit)).containsExactly(ResultState.VALID, ResultState.VALID);
        assertThat(pending(0)).isEqualTo(PAY);
        assertThat(canonical(unit)).isEqualTo(world.copies(unit.id()).get(0));
        assertThat(world.batch(unit.batchId()).state()).isEqualTo(BatchState.RUNNING);
    }

    @Test
    void aCanaryThatFailsPausesTheBatchWithTheReason() {
        WorkUnit unit = world.cutBatch(5, 2, List.of()).get(1);
        trap(unit, 0, "bad input");
        trap(unit, 1, "bad input");

        work();

        Batch batch = world.batch(unit.batchId());
        assertThat(batch.state()).isEqualTo(BatchState.PAUSED);
        assertThat(batch.reason())
                .isEqualTo("a canary failed, work unit 1 (id " + unit.id()
                        + "): trapped: unreachable; standard error ends: bad input");
    }

    @Test
    void aFewLaterFailuresAreBorneAndMorePauseTheBatch() {
        List<WorkUnit> units = world.cutBatch(10, 1, List.of());
        for (WorkUnit unit : units.subList(1, 4)) {
            trap(unit, 0, "");
            trap(unit, 1, "");
        }
        work();
        assertThat(world.batch(units.get(0).batchId()).state()).isEqualTo(BatchState.RUNNING);

        trap(units.get(4), 0, "");
        trap(units.get(4), 1, "");
        work();

        assertThat(world.batch(units.get(0).batchId()).reason())
                .contains("4 work units failed, more than the 3 that are allowed of 10", "work unit 4");
    }

    @Test
    void workUnitsOfAPausedBatchAreJudgedToo() {
        List<WorkUnit> units = world.cutBatch(3, 3, List.of());
        BatchId batch = units.get(0).batchId();
        Batch running = world.batch(batch);
        tx(tx -> db.batches().apply(tx, running, new BatchEvent.Paused("for lunch")));
        bringBack(units.get(0), 0, "a");
        bringBack(units.get(0), 1, "a");
        trap(units.get(1), 0, "");
        trap(units.get(1), 1, "");

        work();

        assertThat(state(units.get(0))).isEqualTo(WorkUnitState.VALIDATED);
        assertThat(state(units.get(1))).isEqualTo(WorkUnitState.FAILED);
        assertThat(world.batch(batch).reason()).isEqualTo("for lunch");
    }

    @Test
    void killedAtAnyStepItPaysOnceAndLosesNothing() throws Exception {
        Killing.install();
        try (Database victim = Database.openAndMigrate(test.config(), test.clock())) {
            int step = 1;
            for (boolean killed = true; killed; step++) {
                test.reset();
                hosts = someHosts();
                List<WorkUnit> units = mixedBatch();
                killed = Killing.at(step, () -> new ValidatorPass(HOLD).pass(victim, files));
                test.requireBalancedJournal();

                work();

                assertMixed(units);
            }
            assertThat(step).as("steps that were tried").isGreaterThan(20);
        }
    }

    @Test
    void twoAtOnceDecideAndPayOnce() throws Exception {
        for (int round = 0; round < 3; round++) {
            test.reset();
            hosts = someHosts();
            List<List<WorkUnit>> batches = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                batches.add(mixedBatch());
            }

            AtOnce.run(this::work, this::work);
            work();

            batches.forEach(this::assertMixed);
        }
    }

    /** The third copy of each work unit comes back while the first two are judged: it counts, or it is not needed. */
    @Test
    void aCopyThatComesBackDuringTheDecisionIsNeitherLostNorPaidTwice() throws Exception {
        List<WorkUnit> units = world.cutBatch(20);
        List<Result> late = new ArrayList<>();
        for (WorkUnit unit : units) {
            tx(tx -> db.results().create(tx, List.of(unit.id()), unit.batchId(), 2, 1));
            bringBack(unit, 0, "a");
            bringBack(unit, 1, "a");
            late.add(world.dispatch(world.copies(unit.id()).get(2), hosts.get(2)));
        }

        AtOnce.run(
                this::work,
                () -> late.forEach(result -> {
                    try {
                        world.bringBack(result, "a");
                    } catch (NoSuchElementException e) {
                        assertThat(copy(result)).isEqualTo(ResultState.NOT_NEEDED);
                    }
                }));
        work();

        long paid = late.stream()
                .filter(result -> copy(result) == ResultState.VALID)
                .count();
        assertThat(late).extracting(this::copy).containsAnyOf(ResultState.VALID, ResultState.NOT_NEEDED);
        assertThat(late).extracting(this::copy).isSubsetOf(ResultState.VALID, ResultState.NOT_NEEDED);
        assertThat(number(tx -> db.ledger().pendingOf(tx, units.get(0).batchId())))
                .isEqualTo((40 + paid) * PAY);
    }

    /** A further copy that comes into being while its batch is cancelled would wait for ever. */
    @Test
    void aCancelDuringTheDecisionLeavesNoCopyWaiting() throws Exception {
        for (int round = 0; round < 5; round++) {
            List<WorkUnit> units = world.cutBatch(5);
            BatchId batch = units.get(0).batchId();
            for (WorkUnit unit : units) {
                bringBack(unit, 0, "a");
                bringBack(unit, 1, "b");
            }

            AtOnce.run(this::work, () -> cancel(batch));

            assertThat(world.batch(batch).state()).isEqualTo(BatchState.CANCELLED);
            assertThat(number(tx -> db.results().unsent(tx, batch))).isZero();
        }
    }

    private void cancel(BatchId id) {
        tx(tx -> {
            Batch batch = db.batches().byId(tx, id).orElseThrow();
            db.batches().apply(tx, batch, new BatchEvent.Cancelled("enough"));
            return db.workUnits().cancelOpen(tx, id);
        });
    }

    @Test
    void oneThatCannotBeJudgedDoesNotHoldUpTheOthers() throws Exception {
        WorkUnit broken = world.cutBatch(1).get(0);
        WorkUnit sound = world.cutBatch(1).get(0);
        for (WorkUnit unit : List.of(broken, sound)) {
            bringBack(unit, 0, "a");
            bringBack(unit, 1, "a");
        }
        try (var connection = test.connect();
                var statement = connection.createStatement()) {
            statement.execute("update batch set quorum = 0 where id = " + broken.batchId());
        }

        new ValidatorPass(HOLD).pass(db, files);

        assertThat(state(sound)).isEqualTo(WorkUnitState.VALIDATED);
        assertThat(state(broken)).isEqualTo(WorkUnitState.OPEN);
    }

    /** Agreement, a lie, an error and a failure, one work unit each. */
    private List<WorkUnit> mixedBatch() {
        List<WorkUnit> units = world.cutBatch(4);
        bringBack(units.get(0), 0, "a");
        bringBack(units.get(0), 1, "a");
        bringBack(units.get(1), 0, "lie");
        bringBack(units.get(1), 1, "b");
        Result sent = world.dispatch(world.copies(units.get(2).id()).get(0), hosts.get(0));
        tx(tx -> db.results().apply(tx, sent, new ResultEvent.Errored("disk full")));
        bringBack(units.get(2), 1, "c");
        trap(units.get(3), 0, "bad");
        trap(units.get(3), 1, "bad");
        return units;
    }

    private void assertMixed(List<WorkUnit> units) {
        assertThat(units)
                .extracting(this::state)
                .containsExactly(WorkUnitState.VALIDATED, WorkUnitState.OPEN, WorkUnitState.OPEN, WorkUnitState.FAILED);
        assertThat(states(units.get(0))).containsExactly(ResultState.VALID, ResultState.VALID);
        assertThat(states(units.get(1)))
                .containsExactly(ResultState.RETURNED, ResultState.RETURNED, ResultState.UNSENT);
        assertThat(states(units.get(2))).containsExactly(ResultState.ERRORED, ResultState.RETURNED, ResultState.UNSENT);
        assertThat(states(units.get(3))).containsExactly(ResultState.VALID, ResultState.VALID);
        assertThat(number(tx -> db.ledger().pendingOf(tx, units.get(0).batchId())))
                .isEqualTo(4 * PAY);
        assertThat(list(tx -> db.results().awaitingJudgement(tx, 10))).isEmpty();
    }

    private List<Host> someHosts() {
        List<Host> some = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            some.add(world.host(world.account()));
        }
        return some;
    }

    private void work() {
        ValidatorPass pass = new ValidatorPass(HOLD);
        while (!list(tx -> db.results().awaitingJudgement(tx, 1)).isEmpty()) {
            pass.pass(db, files);
        }
    }

    private void bringBack(WorkUnit unit, int copy, String digest) {
        world.bringBack(world.dispatch(world.copies(unit.id()).get(copy), hosts.get(copy)), digest);
    }

    /** The host says that the program was stopped by a trap, after these words on standard error. */
    private void trap(WorkUnit unit, int copy, String words) {
        Result sent = world.dispatch(world.copies(unit.id()).get(copy), hosts.get(copy));
        OutcomeReport trap = new OutcomeReport(OutcomeReport.Kind.TRAPPED, 0, "UNREACHABLE");
        byte[] stderr = words.getBytes(StandardCharsets.UTF_8);
        String digest = Digests.sha256("trap " + words);
        tx(tx -> {
            db.results()
                    .saveReport(
                            tx,
                            new ResultReport(
                                    sent.id(),
                                    trap,
                                    World.FUEL,
                                    digest,
                                    new StreamReport(0, new byte[0]),
                                    new StreamReport(stderr.length, stderr),
                                    List.of(),
                                    1));
            return db.results().apply(tx, sent, new ResultEvent.Returned(trap, World.FUEL, digest));
        });
    }

    private WorkUnit now(WorkUnit unit) {
        Map<WorkUnitId, WorkUnit> found = tx(tx -> db.workUnits().byIds(tx, List.of(unit.id())));
        return found.get(unit.id());
    }

    private WorkUnitState state(WorkUnit unit) {
        return now(unit).state();
    }

    private String reason(WorkUnit unit) {
        return now(unit).reason();
    }

    private Result canonical(WorkUnit unit) {
        WorkUnit now = now(unit);
        return tx(tx -> db.results().byId(tx, now.canonical()).orElseThrow());
    }

    private List<ResultState> states(WorkUnit unit) {
        return world.copies(unit.id()).stream().map(Result::state).collect(Collectors.toList());
    }

    private ResultState copy(Result result) {
        return tx(tx -> db.results().byId(tx, result.id()).orElseThrow()).state();
    }

    private long pending(int host) {
        LedgerAccount account = LedgerAccount.host(hosts.get(host).id());
        return number(tx -> db.ledger().balance(tx, account).pendingIn());
    }
}
