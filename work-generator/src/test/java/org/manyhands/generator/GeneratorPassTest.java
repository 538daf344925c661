package org.manyhands.generator;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.manyhands.db.Database;
import org.manyhands.db.batch.Batch;
import org.manyhands.db.batch.BatchEvent;
import org.manyhands.db.batch.BatchState;
import org.manyhands.db.host.Host;
import org.manyhands.db.result.Result;
import org.manyhands.db.result.ResultState;
import org.manyhands.db.testing.AtOnce;
import org.manyhands.db.testing.Killing;
import org.manyhands.db.testing.TestDatabase;
import org.manyhands.db.testing.World;
import org.manyhands.db.workunit.WorkUnit;
import org.manyhands.db.workunit.WorkUnitEvent;
import org.manyhands.db.workunit.WorkUnitState;
import org.manyhands.db.workunit.cut.UnitCutter;
import org.manyhands.protocol.research.BatchSpec;

class GeneratorPassTest extends GeneratingContract {
    private static final Stock LARGE = new Stock(1_000, 1_000, 10);

    GeneratorPassTest(TestDatabase test) {
        super(test);
    }

    @Test
    void aFundedBatchRunsAndIsCutWhole() {
        Batch funded = FundedBatch.ofRange(db, world, 25, 0);

        work(LARGE);

        Batch batch = world.batch(funded.id());
        assertThat(batch.state()).isEqualTo(BatchState.RUNNING);
        assertThat(batch.cursor()).isEqualTo(25);
        assertCut(batch, 25);
        WorkUnit last = units(batch).get(24);
        assertThat(last.arguments()).containsExactly("--fast", "24", "25");
        assertThat(last.seed()).isEqualTo(UnitCutter.seed(batch.id(), 24));
        assertThat(last.setAside()).isEqualTo(World.SET_ASIDE);
    }

    @Test
    void aPassWithoutWorkSaysSo() {
        assertThat(new GeneratorPass(LARGE).pass(db, files)).isZero();
        FundedBatch.ofRange(db, world, 3, 0);

        work(LARGE);

        assertThat(new GeneratorPass(LARGE).pass(db, files)).isZero();
    }

    @Test
    void nothingIsCutWhileTheAssimilatorIsFarBehind() {
        Batch funded = FundedBatch.ofRange(db, world, 6, 0);
        new GeneratorPass(new Stock(1_000, 1_000, 2)).pass(db, files);
        validate(world.batch(funded.id()), 2);

        new GeneratorPass(LARGE, 2, 1_000).pass(db, files);
        assertThat(world.batch(funded.id()).cursor()).isEqualTo(2);

        new GeneratorPass(LARGE, 3, 1_000).pass(db, files);
        assertThat(world.batch(funded.id()).cursor()).isEqualTo(6);
    }

    @Test
    void nothingIsCutWhileTheValidatorIsFarBehind() {
        Batch funded = FundedBatch.ofRange(db, world, 6, 0);
        new GeneratorPass(new Stock(1_000, 1_000, 2)).pass(db, files);
        Host host = world.host(world.account());
        for (WorkUnit unit : units(world.batch(funded.id()))) {
            world.bringBack(world.dispatch(world.copies(unit.id()).get(0), host), "same");
        }

        new GeneratorPass(LARGE, 2, 1_000).pass(db, files);
        assertThat(world.batch(funded.id()).cursor()).isEqualTo(2);

        new GeneratorPass(LARGE, 3, 1_000).pass(db, files);
        assertThat(world.batch(funded.id()).cursor()).isEqualTo(6);
    }

    @Test
    void canariesGoFirstAndTheRestWhenTheyAreDecided() {
        Batch batch = FundedBatch.ofRange(db, world, 20, 3);

        work(LARGE);
        assertCut(world.batch(batch.id()), 3);

        validate(batch, 2);
        work(LARGE);
        assertCut(world.batch(batch.id()), 3);

        validate(batch, 1);
        work(LARGE);
        assertCut(world.batch(batch.id()), 20);
    }

    @Test
    void aBatchThatIsResumedAfterAllCanariesFailedGoesOn() {
        Batch batch = FundedBatch.ofRange(db, world, 20, 3);
        work(LARGE);
        tx(tx -> {
            for (WorkUnit unit : db.workUnits().ofBatch(tx, batch.id(), null, 0, 3)) {
                db.workUnits().apply(tx, unit, new WorkUnitEvent.Failed("trapped", null));
            }
            Batch now = db.batches().byId(tx, batch.id()).orElseThrow();
            return db.batches().apply(tx, now, new BatchEvent.Paused("a canary failed"));
        });
        work(LARGE);
        assertCut(world.batch(batch.id()), 3);

        apply(batch, new BatchEvent.Resumed());
        work(LARGE);

        assertCut(world.batch(batch.id()), 20);
    }

    @Test
    void onlyAStockWaitsNeverTheWholeBatch() throws Exception {
        Batch batch = FundedBatch.ofRange(db, world, 1_000, 0);
        Stock stock = new Stock(60, 60, 10);

        work(stock);
        assertThat(number(tx -> db.results().counts(tx, batch.id()).getOrDefault(ResultState.UNSENT, 0L)))
                .isEqualTo(60);

        claim(2);
        work(stock);
        assertThat(number(tx -> db.results().unclaimed(tx, batch.id()))).isEqualTo(60);
        assertThat(number(tx -> db.results().counts(tx, batch.id()).getOrDefault(ResultState.UNSENT, 0L)))
                .isEqualTo(100);
        assertCut(world.batch(batch.id()), 50);
    }

    @Test
    void aPausedOrCancelledBatchIsNotCut() {
        Batch paused = FundedBatch.ofRange(db, world, 50, 0);
        Batch cancelled = FundedBatch.ofRange(db, world, 50, 0);
        new GeneratorPass(LARGE).pass(db, files);
        apply(paused, new BatchEvent.Paused("for lunch"));
        apply(cancelled, new BatchEvent.Cancelled("enough"));

        work(LARGE);

        assertCut(world.batch(paused.id()), 10);
        assertCut(world.batch(cancelled.id()), 10);
    }

    @Test
    void batchesAreCutSideBySide() {
        Batch first = FundedBatch.ofRange(db, world, 500, 0);
        Batch second = FundedBatch.ofRange(db, world, 500, 0);

        new GeneratorPass(LARGE).pass(db, files);

        assertThat(world.batch(first.id()).cursor()).isEqualTo(10);
        assertThat(world.batch(second.id()).cursor()).isEqualTo(10);
    }

    @Test
    void moreBatchesThanAPassLooksAtHaveTheirTurns() {
        List<Batch> funded = IntStream.range(0, 3)
                .mapToObj(number -> FundedBatch.ofRange(db, world, 4, 0))
                .toList();
        GeneratorPass pass = new GeneratorPass(LARGE, 10_000, 2);

        pass.pass(db, files);
        pass.pass(db, files);

        assertThat(funded).allSatisfy(batch -> assertCut(world.batch(batch.id()), 4));
    }

    @Test
    void aDatasetWhoseFileIsGonePausesItsBatchAndNoOther() {
        String lost = "0".repeat(64);
        BatchSpec.Cut cut =
                BatchSpec.Cut.of(new BatchSpec.Dataset(Map.of("data.csv", lost), BatchSpec.Dataset.By.ROWS, 1, false));
        Batch broken = FundedBatch.of(db, world, cut, 5, 0);
        Batch sound = FundedBatch.ofRange(db, world, 5, 0);

        work(LARGE);

        assertThat(world.batch(broken.id()).state()).isEqualTo(BatchState.PAUSED);
        assertThat(world.batch(broken.id()).reason()).contains("cannot be cut", "data.csv", lost);
        assertCut(world.batch(sound.id()), 5);
    }

    @Test
    void aBlockOfLargeWorkUnitsIsSmaller() {
        List<String> values =
                IntStream.range(0, 40).mapToObj(i -> i + "x".repeat(100_000)).toList();
        BatchSpec.Grid grid = new BatchSpec.Grid(List.of(new BatchSpec.Grid.Parameter("text", values)), 1);
        Batch batch = FundedBatch.of(db, world, BatchSpec.Cut.of(grid), 40, 0);

        new GeneratorPass(new Stock(1_000, 1_000, 40)).pass(db, files);

        assertCut(world.batch(batch.id()), 21);
    }

    @Test
    void killedAtAnyStepItLosesNothingAndDoublesNothing() throws Exception {
        Killing.install();
        try (Database victim = Database.openAndMigrate(test.config(), test.clock())) {
            int step = 1;
            for (boolean killed = true; killed; step++) {
                test.reset();
                Batch batch = FundedBatch.ofRange(db, world, 5, 0);
                Stock stock = new Stock(1_000, 1_000, 2);
                killed = Killing.at(step, () -> {
                    GeneratorPass pass = new GeneratorPass(stock);
                    return pass.pass(victim, files) + pass.pass(victim, files);
                });
                test.requireBalancedJournal();
                Batch after = world.batch(batch.id());
                assertCut(after, after.cursor());

                work(stock);

                assertCut(world.batch(batch.id()), 5);
            }
            assertThat(step).as("steps that were tried").isGreaterThan(15);
        }
    }

    @Test
    void twoAtOnceCreateEachWorkUnitOnce() throws Exception {
        for (int round = 0; round < 5; round++) {
            test.reset();
            Batch batch = FundedBatch.ofRange(db, world, 60, 0);
            Stock stock = new Stock(1_000, 1_000, 3);
            AtOnce.Work generator = () -> {
                GeneratorPass pass = new GeneratorPass(stock);
                while (world.batch(batch.id()).cursor() < 60) {
                    pass.pass(db, files);
                }
            };

            AtOnce.run(generator, generator);

            assertCut(world.batch(batch.id()), 60);
        }
    }

    /** A cancel that comes while a block is written leaves no open work unit behind. */
    @Test
    void aCancelAtTheSameTimeLeavesNothingOpen() throws Exception {
        for (int round = 0; round < 10; round++) {
            test.reset();
            Batch batch = FundedBatch.ofRange(db, world, 200, 0);
            GeneratorPass pass = new GeneratorPass(new Stock(1_000, 1_000, 5));
            pass.pass(db, files);

            AtOnce.run(
                    () -> {
                        while (world.batch(batch.id()).state() == BatchState.RUNNING) {
                            pass.pass(db, files);
                        }
                    },
                    () -> cancel(batch));

            Map<WorkUnitState, Long> counts = tx(tx -> db.workUnits().counts(tx, batch.id()));
            assertThat(counts).containsEntry(WorkUnitState.OPEN, 0L);
            assertThat(number(tx -> db.results().counts(tx, batch.id()).getOrDefault(ResultState.UNSENT, 0L)))
                    .isZero();
        }
    }

    /** A server takes the first blocks. */
    private void claim(int blocks) throws SQLException {
        try (Connection connection = test.connect();
                Statement statement = connection.createStatement()) {
            for (int block = 0; block < blocks; block++) {
                long id;
                try (ResultSet rows = statement.executeQuery("select min(id) from dispatch_block where server = ''")) {
                    rows.next();
                    id = rows.getLong(1);
                }
                statement.execute("update dispatch_block set server = 'one' where id = " + id);
            }
        }
    }

    private void cancel(Batch batch) {
        tx(tx -> {
            Batch now = db.batches().byId(tx, batch.id()).orElseThrow();
            db.batches().apply(tx, now, new BatchEvent.Cancelled("enough"));
            return db.workUnits().cancelOpen(tx, batch.id());
        });
    }

    private void validate(Batch batch, int units) {
        tx(tx -> {
            for (WorkUnit unit : db.workUnits().ofBatch(tx, batch.id(), WorkUnitState.OPEN, 0, units)) {
                Result first = db.results()
                        .ofWorkUnits(tx, List.of(unit.id()))
                        .get(unit.id())
                        .get(0);
                db.workUnits().apply(tx, unit, new WorkUnitEvent.Validated(first.id()));
            }
            return units;
        });
    }

    private void apply(Batch batch, BatchEvent event) {
        tx(tx -> db.batches().apply(tx, db.batches().byId(tx, batch.id()).orElseThrow(), event));
    }

    /** The first {@code units} work units are there, each once, with two copies each, and nothing else. */
    private void assertCut(Batch batch, long units) {
        assertThat(batch.cursor()).isEqualTo(units);
        assertThat(units(batch))
                .extracting(WorkUnit::index)
                .containsExactlyElementsOf(LongStream.range(0, units).boxed().toList());
        Map<ResultState, Long> results = tx(tx -> db.results().counts(tx, batch.id()));
        assertThat(results.values().stream().mapToLong(Long::longValue).sum()).isEqualTo(2 * units);
    }
}
