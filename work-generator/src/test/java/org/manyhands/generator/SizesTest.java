package org.manyhands.generator;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.manyhands.db.Database;
import org.manyhands.db.batch.Batch;
import org.manyhands.db.host.Host;
import org.manyhands.db.host.HostRecordStore;
import org.manyhands.db.ledger.LedgerAccount;
import org.manyhands.db.result.Result;
import org.manyhands.db.result.ResultEvent;
import org.manyhands.db.result.ResultState;
import org.manyhands.db.schedule.HostRecord;
import org.manyhands.db.testing.AtOnce;
import org.manyhands.db.testing.Killing;
import org.manyhands.db.testing.TestDatabase;
import org.manyhands.db.testing.World;
import org.manyhands.db.workunit.WorkUnit;
import org.manyhands.db.workunit.WorkUnitEvent;
import org.manyhands.db.workunit.WorkUnitState;
import org.manyhands.db.workunit.cut.UnitCutter;
import org.manyhands.protocol.research.BatchSpec;

/** Batches that are cut in sizes. A piece is one number, and takes a host of speed 1 an hour. */
class SizesTest extends GeneratingContract {
    private static final long SEED = 20_261_121;
    private static final double A_PIECE_AN_HOUR = World.FUEL / 3_600.0;

    private final Random random = new Random(SEED);
    private final Map<Host, Double> speeds = new HashMap<>();

    SizesTest(TestDatabase test) {
        super(test);
    }

    @Test
    void ofABatchThatNobodyWorkedForOnlySinglePiecesAreCutAndFewOfThem() throws SQLException {
        Batch batch = FundedBatch.inSizes(db, world, 1_000, 3);

        work(Stock.DEFAULT);
        assertThat(units(batch)).extracting(WorkUnit::pieces).containsExactly(1, 1, 1);

        decide(batch, host(4), 3);
        work(Stock.DEFAULT);
        assertThat(unsent(batch)).extracting(Result::pieces).contains(1, 2).doesNotContain(4);
        assertThat(world.batch(batch.id()).cursor()).isLessThan(60);
        assertWhole(batch);
    }

    @Test
    void eachSizeThatHostsTakeWaitsALittleAndNoOther() throws SQLException {
        Batch batch = FundedBatch.inSizes(db, world, 1_000_000, 0);
        work(Stock.DEFAULT);
        decide(batch, host(0.01), 1);
        decide(batch, host(20), 1);
        decide(batch, host(200), 1);

        work(Stock.DEFAULT);

        // 2/3 of an hour of speed 20 is 13 pieces, of speed 200 it is 133.
        assertThat(new TreeSet<>(unsent(batch).stream().map(Result::pieces).toList()))
                .containsExactly(1, 8, 128);
        assertThat(unsent(batch).stream().filter(result -> result.pieces() > 1)).hasSizeLessThan(16);
        assertWhole(batch);
    }

    /** The input of a work unit ends where a file does, so none is as large as was wanted for the fast host. */
    @Test
    void ofADatasetOfSmallFilesAsLittleWaitsAsOfALargeOne() throws SQLException {
        Map<String, String> small = new HashMap<>();
        for (int file = 0; file < 500; file++) {
            byte[] rows = "a\nb\nc\n%d\n".formatted(file).getBytes(StandardCharsets.UTF_8);
            small.put("%03d.txt".formatted(file), files.put(rows).sha256());
        }
        BatchSpec.Cut cut = BatchSpec.Cut.of(new BatchSpec.Dataset(small, BatchSpec.Dataset.By.ROWS, 1, false));
        Batch batch = FundedBatch.inSizes(db, world, cut, 2_000);
        work(Stock.DEFAULT);
        decide(batch, host(200), 4);

        GeneratorPass pass = new GeneratorPass(Stock.DEFAULT);
        work(pass);

        assertThat(unsent(batch)).extracting(Result::pieces).contains(1, 4);
        assertThat(world.batch(batch.id()).cursor()).isLessThan(100);
        int waited = unsent(batch).size();
        decide(batch, host(200), 1_000);
        work(pass);
        assertThat(unsent(batch)).as("taken, cut anew").hasSizeBetween(1, 2 * waited);
    }

    @Test
    void ofWhatOneAccountMayNotTakeTwiceMoreIsCut() throws SQLException {
        Batch batch = FundedBatch.inSizes(db, world, 100_000, 0);
        work(Stock.DEFAULT);
        Host lone = host(20);
        long cut = world.batch(batch.id()).cursor();
        units(batch).forEach(unit -> world.dispatch(world.copies(unit.id()).get(0), lone));

        work(Stock.DEFAULT);

        assertThat(world.batch(batch.id()).cursor()).isGreaterThanOrEqualTo(2 * cut);
    }

    @Test
    void nearTheEndWorkUnitsBecomeSmaller() throws SQLException {
        Batch batch = FundedBatch.inSizes(db, world, 700, 0);
        Host host = host(200);
        List<Integer> largest = new ArrayList<>();
        while (world.batch(batch.id()).cursor() < 700) {
            work(Stock.DEFAULT);
            largest.add(unsent(batch).stream().mapToInt(Result::pieces).max().orElse(0));
            decide(batch, host, Integer.MAX_VALUE);
        }

        assertThat(largest).contains(128);
        assertThat(largest.get(largest.size() - 1)).isLessThanOrEqualTo(64);
        assertWhole(batch);
    }

    /** Hosts of any speed take what they like of what is there, in any order: the input is cut once, and the answer is that of pieces of one. */
    @Test
    void whoeverTakesWhatTheInputIsCutOnceAndWhatItMayCostIsTheSame() throws Exception {
        for (int round = 0; round < 3; round++) {
            test.reset();
            int pieces = 50 + random.nextInt(1_000);
            Batch batch = FundedBatch.inSizes(db, world, pieces, random.nextInt(4));
            List<Host> hosts = new ArrayList<>();
            for (int host = 0; host < 5; host++) {
                hosts.add(host(Math.exp(random.nextGaussian() * 3 + 2)));
            }
            while (world.batch(batch.id()).cursor() < pieces) {
                if (random.nextInt(3) == 0) {
                    new GeneratorPass(Stock.DEFAULT).pass(db, files);
                } else {
                    work(Stock.DEFAULT);
                }
                assertWhole(batch);
                decide(batch, hosts.get(random.nextInt(hosts.size())), 1 + random.nextInt(40));
            }
            assertThat(numbers(batch))
                    .as("seed %d, round %d", SEED, round)
                    .isEqualTo(LongStream.range(0, pieces).boxed().toList());
            test.requireBalancedJournal();
        }
    }

    @Test
    void aWorkUnitDependsOnItsPiecesAloneAndHasAsMuchAsTheyNeed() throws SQLException {
        Batch batch = FundedBatch.inSizes(db, world, 100_000, 0);
        work(Stock.DEFAULT);
        decide(batch, host(20), 1);
        work(Stock.DEFAULT);

        WorkUnit large = units(batch).stream()
                .filter(unit -> unit.pieces() == 8)
                .findFirst()
                .orElseThrow();
        assertThat(large.arguments()
                        .subList(large.arguments().size() - 2, large.arguments().size()))
                .containsExactly(Long.toString(large.index()), Long.toString(large.index() + 8));
        assertThat(large.seed()).isEqualTo(UnitCutter.seed(batch.id(), large.index()));
        assertThat(large.setAside()).isEqualTo(8 * World.SET_ASIDE);
        assertThat(world.copies(large.id())).hasSize(2).allMatch(copy -> copy.pieces() == 8);
    }

    @Test
    void whatWaitsForHostsIsEnoughWhicheverServerHasIt() throws Exception {
        Batch batch = FundedBatch.inSizes(db, world, 100_000, 0);
        work(Stock.DEFAULT);
        long cut = world.batch(batch.id()).cursor();
        execute("update dispatch_block set server = 'one', lease_until = 9223372036854775807");

        work(Stock.DEFAULT);

        assertThat(world.batch(batch.id()).cursor()).isEqualTo(cut);
    }

    @Test
    void killedAtAnyStepItLosesNothingAndDoublesNothing() throws Exception {
        Killing.install();
        try (Database victim = Database.openAndMigrate(test.config(), test.clock())) {
            int step = 1;
            for (boolean killed = true; killed; step++) {
                test.reset();
                Batch batch = FundedBatch.inSizes(db, world, 400, 0);
                work(Stock.DEFAULT);
                decide(batch, host(20), 40);
                killed = Killing.at(step, () -> new GeneratorPass(Stock.DEFAULT).pass(victim, files));
                test.requireBalancedJournal();
                assertWhole(batch);
                work(Stock.DEFAULT);
                assertWhole(batch);
            }
            assertThat(step).as("steps that were tried").isGreaterThan(10);
        }
    }

    @Test
    void twoAtOnceCutEachPieceOnce() throws Exception {
        for (int round = 0; round < 2; round++) {
            test.reset();
            Batch batch = FundedBatch.inSizes(db, world, 600, 0);
            work(Stock.DEFAULT);
            decide(batch, host(20), 10);
            AtOnce.Work generator = () -> {
                GeneratorPass pass = new GeneratorPass(Stock.DEFAULT);
                for (int turn = 0; turn < 10; turn++) {
                    pass.pass(db, files);
                }
            };

            AtOnce.run(generator, generator);

            assertWhole(batch);
        }
    }

    private Host host(double speed) {
        Host host = world.host(world.account());
        speeds.put(host, speed);
        return host;
    }

    /** The host computes some of what waits, and it is accepted at once. */
    private void decide(Batch batch, Host host, int most) throws SQLException {
        double speed = speeds.getOrDefault(host, 1.0) * A_PIECE_AN_HOUR;
        List<WorkUnit> open = list(tx -> db.workUnits().ofBatch(tx, batch.id(), WorkUnitState.OPEN, 0, 10_000));
        for (WorkUnit unit : open.subList(0, Math.min(most, open.size()))) {
            test.clock().forward(Duration.ofMillis(Math.round(1_000L * unit.pieces() * World.FUEL / speed)));
            execute("update host set contact_at = " + test.clock().millis() + " where id = " + host.id());
            List<Result> copies = world.copies(unit.id());
            Result back = world.bringBack(world.dispatch(copies.get(0), host), "same");
            tx(tx -> {
                db.results().apply(tx, back, new ResultEvent.JudgedValid());
                copies.stream().skip(1).forEach(copy -> db.results().apply(tx, copy, new ResultEvent.NotNeeded()));
                long fuel = unit.pieces() * World.FUEL;
                HostRecordStore.Key key = new HostRecordStore.Key(host.id(), batch.appVersionId());
                HostRecordStore.Learned before = db.hostRecords()
                        .ofHosts(tx, List.of(host.id()))
                        .getOrDefault(key, HostRecordStore.Learned.NOTHING);
                HostRecord record = HostRecord.NONE.returned(fuel, fuel / speed, fuel / speed);
                db.hostRecords().save(tx, Map.of(key, new HostRecordStore.Change(before, record)));
                return db.workUnits().apply(tx, unit, new WorkUnitEvent.Validated(back.id()));
            });
        }
    }

    private void execute(String statement) throws SQLException {
        try (Connection connection = test.connect();
                Statement open = connection.createStatement()) {
            open.execute(statement);
        }
    }

    private List<Result> unsent(Batch batch) {
        List<WorkUnit> units = units(batch);
        return list(tx -> db
                .results()
                .ofWorkUnits(tx, units.stream().map(WorkUnit::id).toList())
                .values()
                .stream()
                .flatMap(List::stream)
                .filter(result -> result.state() == ResultState.UNSENT)
                .toList());
    }

    /** What the work units' arguments say in order of their numbers, put together. */
    private List<Long> numbers(Batch batch) {
        return units(batch).stream()
                .flatMap(unit -> {
                    List<String> arguments = unit.arguments();
                    return LongStream.range(
                                    Long.parseLong(arguments.get(arguments.size() - 2)),
                                    Long.parseLong(arguments.get(arguments.size() - 1)))
                            .boxed();
                })
                .toList();
    }

    /** The pieces up to the cursor are there, each in one work unit; and what may still be promised is in escrow. */
    private void assertWhole(Batch cut) {
        Batch batch = world.batch(cut.id());
        assertThat(numbers(batch))
                .isEqualTo(LongStream.range(0, batch.cursor()).boxed().toList());
        assertThat(units(batch).stream().mapToLong(WorkUnit::pieces).sum()).isEqualTo(batch.cursor());
        assertThat(units(batch).stream().mapToLong(WorkUnit::setAside).sum())
                .isEqualTo(batch.cursor() * World.SET_ASIDE);
        long escrow = number(
                tx -> db.ledger().balance(tx, LedgerAccount.escrow(batch.id())).available());
        assertThat(escrow).isEqualTo(batch.totalUnits() * World.SET_ASIDE);
    }
}
