package org.manyhands.validator;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.manyhands.db.account.Account;
import org.manyhands.db.application.AppVersionRow;
import org.manyhands.db.batch.Batch;
import org.manyhands.db.batch.BatchEvent;
import org.manyhands.db.batch.BatchState;
import org.manyhands.db.ledger.Price;
import org.manyhands.db.result.Result;
import org.manyhands.db.result.ResultEvent;
import org.manyhands.db.result.ResultState;
import org.manyhands.db.testing.TestDatabase;
import org.manyhands.db.testing.World;
import org.manyhands.db.workunit.WorkUnit;
import org.manyhands.db.workunit.WorkUnitState;
import org.manyhands.protocol.agent.OutcomeReport;
import org.manyhands.protocol.agent.OutputReport;
import org.manyhands.protocol.agent.ResultReport;
import org.manyhands.protocol.agent.StreamReport;
import org.manyhands.protocol.crypto.Digests;
import org.manyhands.protocol.id.BatchId;
import org.manyhands.sandbox.CapturedStream;
import org.manyhands.sandbox.Limits;
import org.manyhands.validator.trust.Assumptions;
import org.manyhands.validator.verify.VerifierRoom;

/** Verifiers in real slot processes. */
@Timeout(value = 300, unit = TimeUnit.SECONDS)
class VerificationTest extends JudgingContract {
    private static final Limits LIMITS = new Limits(5_000_000, 1 << 18, 0, 0);

    /** The clock is looked at at the start of a turn, of a block and of a work unit, before the verifier is asked and after. */
    private static final int BEFORE_THE_VERIFIER_IS_ASKED = 4;

    private static final StreamReport SILENT = new StreamReport(0, new byte[0]);

    VerificationTest(TestDatabase test) {
        super(test);
    }

    @Test
    void oneCopyIsAcceptedOnTheVerifiersWordAndItsFuelIsCappedAtTwiceTheQuotesSamples() {
        WorkUnit unit = verified(1).get(0);
        give(unit, 0, VerifierPrograms.RIGHT, 10 * World.FUEL);

        work();

        assertThat(state(unit)).isEqualTo(WorkUnitState.VALIDATED);
        assertThat(states(unit)).containsExactly(ResultState.VALID);
        assertThat(pending(0)).isEqualTo(Price.of(2 * World.FUEL, World.PRICE));
        assertThat(list(tx -> db.checks().waiting(tx, unit.batchId(), 10))).isEmpty();
    }

    @Test
    void aWrongAnswerIsInvalidWithTheLastLineThatTheVerifierWroteAndAnotherHostIsAsked() {
        WorkUnit unit = verified(1).get(0);
        give(unit, 0, VerifierPrograms.WRONG, World.FUEL);
        work();
        assertThat(states(unit)).containsExactly(ResultState.RETURNED, ResultState.UNSENT);

        give(unit, 1, VerifierPrograms.RIGHT, World.FUEL);
        work();

        assertThat(states(unit)).containsExactly(ResultState.INVALID, ResultState.VALID);
        assertThat(world.copies(unit.id()).get(0).reason())
                .isEqualTo("the application's verifier calls it wrong: no good");
        assertThat(pending(0)).isZero();
    }

    @Test
    void twoThatAgreeOnAFailureArePaidNoMoreFuelThanTwiceTheQuotesSamples() {
        WorkUnit unit = verified(1).get(0);
        fail(unit, 0, 3 * World.FUEL);
        work();
        fail(unit, 1, 3 * World.FUEL);
        work();

        assertThat(state(unit)).isEqualTo(WorkUnitState.FAILED);
        assertThat(states(unit)).containsExactly(ResultState.VALID, ResultState.VALID);
        assertThat(pending(0)).isEqualTo(Price.of(2 * World.FUEL, World.PRICE));
        assertThat(pending(1)).isEqualTo(Price.of(2 * World.FUEL, World.PRICE));
    }

    @Test
    void standardOutputIsThereWhateverTheHostSaysWasWritten() {
        String module = files.put(VerifierPrograms.obedientTo("result/stdout")).sha256();
        WorkUnit unit =
                world.cutVerified(1, new AppVersionRow.Verifier(module, module)).get(0);
        byte[] kept =
                (VerifierPrograms.WRONG + "x".repeat(CapturedStream.KEPT_BYTES - 1)).getBytes(StandardCharsets.UTF_8);
        give(unit, 0, World.FUEL, List.of(), new StreamReport(10_000_000, kept));
        work();
        assertThat(world.batch(unit.batchId()).state()).isEqualTo(BatchState.RUNNING);

        byte[] right = VerifierPrograms.RIGHT.getBytes(StandardCharsets.UTF_8);
        give(unit, 1, World.FUEL, List.of(), new StreamReport(right.length, right));
        work();

        assertThat(states(unit)).containsExactly(ResultState.INVALID, ResultState.VALID);
    }

    @ParameterizedTest
    @CsvSource({
        "answer.txt, answer.txt/b, 'answer.txt' below /out is a file and the folder of 'answer.txt/b'",
        "answer.txt, x:y, 'x:y' is no path that a program can leave below /out",
        "answer.txt, answer.txt, there are two files 'answer.txt' below /out"
    })
    void anAnswerThatCannotBeLaidOutIsWrongAndStopsNothing(String one, String other, String words) {
        WorkUnit unit = verified(1).get(0);
        give(unit, 0, World.FUEL, List.of(file(one, VerifierPrograms.RIGHT), file(other, VerifierPrograms.RIGHT)));
        work();
        assertThat(world.batch(unit.batchId()).state()).isEqualTo(BatchState.RUNNING);

        give(unit, 1, VerifierPrograms.RIGHT, World.FUEL);
        work();

        assertThat(states(unit)).containsExactly(ResultState.INVALID, ResultState.VALID);
        assertThat(world.copies(unit.id()).get(0).reason())
                .startsWith("the application's verifier calls it wrong: it cannot be laid out, ")
                .contains(words);
    }

    @ParameterizedTest
    @CsvSource({
        VerifierPrograms.TRAP + ", it was stopped by a trap: unreachable",
        VerifierPrograms.ENDLESS + ", it reached its limit on fuel",
        VerifierPrograms.SEVEN + ", it finished with exit code 7 instead of 0 (right) or 1 (wrong)",
        VerifierPrograms.MEMORY + ", it was stopped by a trap: memory out of bounds"
    })
    void aVerifierThatFailsStopsItsBatchWithTheReasonAndNoOther(String answer, String reason) {
        WorkUnit broken = verified(1).get(0);
        WorkUnit sound = verified(1).get(0);
        WorkUnit plain = world.cutBatch(1).get(0);
        give(broken, 0, answer, World.FUEL);
        give(sound, 0, VerifierPrograms.RIGHT, World.FUEL);
        bringBack(plain, 0, "a");
        bringBack(plain, 1, "a");

        work();

        Batch paused = world.batch(broken.batchId());
        assertThat(paused.state()).isEqualTo(BatchState.PAUSED);
        assertThat(paused.reason())
                .startsWith("the application's verifier failed at result ")
                .contains("work unit 0", reason);
        assertThat(state(broken)).isEqualTo(WorkUnitState.OPEN);
        assertThat(state(sound)).isEqualTo(WorkUnitState.VALIDATED);
        assertThat(state(plain)).isEqualTo(WorkUnitState.VALIDATED);
        assertThat(world.batch(sound.batchId()).state()).isEqualTo(BatchState.RUNNING);
    }

    @Test
    void aVerifierThatTakesTooLongIsStoppedByTheClock() {
        WorkUnit unit = verified(1).get(0);
        give(unit, 0, VerifierPrograms.ENDLESS, World.FUEL);

        work(new VerifierRoom(folder.resolve("slot"), new Limits(Long.MAX_VALUE / 4, 1 << 18, 0, 0), 3_000));

        assertThat(world.batch(unit.batchId()).reason()).contains("could not be run to its end", "3000 ms");
    }

    @Test
    void aBatchThatIsResumedAsksAgain() {
        WorkUnit unit = verified(1).get(0);
        give(unit, 0, VerifierPrograms.TRAP, World.FUEL);
        work();
        tx(tx -> db.batches().apply(tx, world.copyOf(tx, unit.batchId()), new BatchEvent.Resumed()));

        work();

        assertThat(world.batch(unit.batchId()).state()).isEqualTo(BatchState.PAUSED);
    }

    @Test
    void passesDoNotWaitForAVerifierAndABatchHasOneTurnAtATime() {
        WorkUnit slow = verified(2).get(0);
        WorkUnit plain = world.cutBatch(1).get(0);
        give(slow, 0, VerifierPrograms.RIGHT, World.FUEL);
        bringBack(plain, 0, "a");
        bringBack(plain, 1, "a");
        List<Runnable> turns = new ArrayList<>();
        ValidatorPass pass = new ValidatorPass(
                new JudgingTerms(HOLD, Assumptions.DEFAULT),
                room(),
                new Verifications(turns::add, Runnable::run, () -> {}));

        pass.pass(db, files);
        pass.pass(db, files);

        assertThat(state(plain)).isEqualTo(WorkUnitState.VALIDATED);
        assertThat(state(slow)).isEqualTo(WorkUnitState.OPEN);
        assertThat(turns).hasSize(1);
        turns.remove(0).run();
        assertThat(state(slow)).isEqualTo(WorkUnitState.VALIDATED);
    }

    @Test
    void researchersTakeTurnsHoweverManyBatchesTheyHave() {
        Account busy = world.richAccount(40 * World.SET_ASIDE);
        List<WorkUnit> many =
                IntStream.range(0, 3).mapToObj(batch -> verified(busy)).toList();
        WorkUnit one = verified(world.richAccount(10 * World.SET_ASIDE));
        Stream.concat(many.stream(), Stream.of(one)).forEach(unit -> give(unit, 0, VerifierPrograms.RIGHT, World.FUEL));
        new ValidatorPass(HOLD).pass(db, files);
        List<Runnable> turns = new ArrayList<>();
        // Two at a look, so that the others are found by further looks.
        Verifications verifications = new Verifications(turns::add, Runnable::run, () -> {}, 2);
        Verification verification = withDelayBefore(Integer.MAX_VALUE);
        verifications.begin(db, verification);
        verifications.begin(db, verification);
        assertThat(turns).hasSize(4);

        turns.remove(0).run();
        turns.remove(0).run();

        assertThat(state(one)).isEqualTo(WorkUnitState.VALIDATED);
        assertThat(many)
                .extracting(this::state)
                .containsExactly(WorkUnitState.VALIDATED, WorkUnitState.OPEN, WorkUnitState.OPEN);
        turns.forEach(Runnable::run);
        assertThat(many).extracting(this::state).containsOnly(WorkUnitState.VALIDATED);
    }

    @Test
    void aTurnEndsInTimeForOthers() throws Exception {
        List<WorkUnit> units = verified(2);
        give(units.get(0), 0, VerifierPrograms.RIGHT, World.FUEL);
        give(units.get(1), 0, VerifierPrograms.RIGHT, World.FUEL);
        new ValidatorPass(HOLD).pass(db, files);
        long[] now = {0};
        Verification verification = new Verification(
                db, files, room(), new JudgingTerms(HOLD, Assumptions.DEFAULT), new Verifiers(), () -> {
                    now[0] += Verification.TURN.multipliedBy(2).dividedBy(5).toNanos();
                    return now[0];
                });

        verification.turn(units.get(0).batchId());

        assertThat(units).extracting(this::state).containsExactly(WorkUnitState.VALIDATED, WorkUnitState.OPEN);
        assertThat(Verification.TURN).isLessThan(Duration.ofMinutes(1));
    }

    @Test
    void aBatchWhoseVerifierTakesLongIsAskedBesideOtherSlowOnesUntilItIsQuick() {
        List<WorkUnit> units = verified(3);
        give(units.get(0), 0, VerifierPrograms.RIGHT, World.FUEL);
        give(units.get(1), 0, VerifierPrograms.RIGHT, World.FUEL);
        new ValidatorPass(HOLD).pass(db, files);
        Verification verification = withDelayBefore(BEFORE_THE_VERIFIER_IS_ASKED + 1);
        List<Runnable> quick = new ArrayList<>();
        List<Runnable> slow = new ArrayList<>();
        Verifications verifications = new Verifications(quick::add, slow::add, () -> {});

        verifications.begin(db, verification);
        assertThat(slow).isEmpty();
        quick.remove(0).run();
        assertThat(units)
                .extracting(this::state)
                .containsExactly(WorkUnitState.VALIDATED, WorkUnitState.OPEN, WorkUnitState.OPEN);
        verifications.begin(db, verification);

        assertThat(quick).isEmpty();
        slow.remove(0).run();
        give(units.get(2), 0, VerifierPrograms.RIGHT, World.FUEL);
        new ValidatorPass(HOLD).pass(db, files);
        verifications.begin(db, verification);

        assertThat(slow).as("its last turn was quick").isEmpty();
        quick.remove(0).run();
        assertThat(units).extracting(this::state).containsOnly(WorkUnitState.VALIDATED);
    }

    @Test
    void aSlowDatabaseMakesNoVerifierSlow() {
        List<WorkUnit> units = verified(2);
        give(units.get(0), 0, VerifierPrograms.RIGHT, World.FUEL);
        new ValidatorPass(HOLD).pass(db, files);
        Verification verification = withDelayBefore(BEFORE_THE_VERIFIER_IS_ASKED);
        List<Runnable> quick = new ArrayList<>();
        List<Runnable> slow = new ArrayList<>();
        Verifications verifications = new Verifications(quick::add, slow::add, () -> {});
        verifications.begin(db, verification);
        quick.remove(0).run();
        assertThat(state(units.get(0))).isEqualTo(WorkUnitState.VALIDATED);

        give(units.get(1), 0, VerifierPrograms.RIGHT, World.FUEL);
        new ValidatorPass(HOLD).pass(db, files);
        verifications.begin(db, verification);

        assertThat(quick).hasSize(1);
        assertThat(slow).isEmpty();
    }

    /** Its verifier would be at one answer for an hour. */
    @Test
    void theVerifierOfABatchThatIsStoppedIsEnded() throws Exception {
        WorkUnit unit = verified(1).get(0);
        give(unit, 0, VerifierPrograms.ENDLESS, World.FUEL);
        new ValidatorPass(HOLD).pass(db, files);
        VerifierRoom room =
                new VerifierRoom(folder.resolve("slot"), new Limits(Long.MAX_VALUE / 4, 1 << 18, 0, 0), 3_600_000);
        int[] looks = {0};
        Verification verification =
                new Verification(db, files, room, new JudgingTerms(HOLD, Assumptions.DEFAULT), new Verifiers(), () -> {
                    looks[0]++;
                    if (looks[0] == BEFORE_THE_VERIFIER_IS_ASKED) {
                        cancel(unit);
                    }
                    return 0;
                });

        verification.turn(unit.batchId());

        assertThat(looks[0]).isGreaterThan(BEFORE_THE_VERIFIER_IS_ASKED);
        assertThat(world.batch(unit.batchId()).reason()).isEqualTo("by its owner");
        assertThat(states(unit)).doesNotContain(ResultState.VALID, ResultState.INVALID);
    }

    private void cancel(WorkUnit unit) {
        Batch batch = world.batch(unit.batchId());
        tx(tx -> db.batches().apply(tx, batch, new BatchEvent.Cancelled("by its owner")));
    }

    /** Its clock stands still but for a long time before it is looked at for the so manieth time. */
    private Verification withDelayBefore(int look) {
        int[] looks = {0};
        return new Verification(db, files, room(), new JudgingTerms(HOLD, Assumptions.DEFAULT), new Verifiers(), () -> {
            looks[0]++;
            return looks[0] < look ? 0 : Verification.SLOW.plusMillis(1).toNanos();
        });
    }

    private List<WorkUnit> verified(int units) {
        String module = files.put(VerifierPrograms.obedient()).sha256();
        return world.cutVerified(units, new AppVersionRow.Verifier(module, module));
    }

    /** The work unit of a batch of its own. */
    private WorkUnit verified(Account researcher) {
        String module = files.put(VerifierPrograms.obedient()).sha256();
        return world.cutVerified(researcher, 1, new AppVersionRow.Verifier(module, module))
                .get(0);
    }

    private VerifierRoom room() {
        return new VerifierRoom(folder.resolve("slot"), LIMITS, 60_000);
    }

    @Override
    void work() {
        work(room());
    }

    private void work(VerifierRoom room) {
        ValidatorPass pass = new ValidatorPass(
                new JudgingTerms(HOLD, Assumptions.DEFAULT),
                room,
                new Verifications(Runnable::run, Runnable::run, () -> {}));
        do {
            pass.pass(db, files);
        } while (!list(tx -> db.results().awaitingJudgement(tx, 1)).isEmpty()
                || !list(tx -> db.checks().waitingBatches(tx, new BatchId(0), 1))
                        .isEmpty());
    }

    private void give(WorkUnit unit, int copy, String answer, long fuel) {
        give(unit, copy, fuel, List.of(file("answer.txt", answer)));
    }

    private static OutputReport file(String path, String text) {
        byte[] content = text.getBytes(StandardCharsets.UTF_8);
        return new OutputReport(path, content.length, Digests.sha256(content), content);
    }

    private void give(WorkUnit unit, int copy, long fuel, List<OutputReport> outputs) {
        give(unit, copy, fuel, outputs, SILENT);
    }

    private void give(WorkUnit unit, int copy, long fuel, List<OutputReport> outputs, StreamReport stdout) {
        bringBack(unit, copy, new OutcomeReport(OutcomeReport.Kind.FINISHED, 0, ""), fuel, outputs, stdout);
    }

    private void fail(WorkUnit unit, int copy, long fuel) {
        bringBack(unit, copy, new OutcomeReport(OutcomeReport.Kind.EXCEEDED, 0, "FUEL"), fuel, List.of(), SILENT);
    }

    private void bringBack(
            WorkUnit unit,
            int copy,
            OutcomeReport outcome,
            long fuel,
            List<OutputReport> outputs,
            StreamReport stdout) {
        Result sent = world.dispatch(world.copies(unit.id()).get(copy), hosts.get(copy));
        String digest = Digests.sha256(
                outputs.stream().map(OutputReport::sha256).toList() + Digests.sha256(stdout.kept()) + fuel);
        ResultReport report = new ResultReport(sent.id(), outcome, fuel, digest, stdout, SILENT, outputs, 1);
        tx(tx -> {
            db.results().saveReports(tx, List.of(report));
            return db.results().apply(tx, sent, new ResultEvent.Returned(outcome, fuel, digest));
        });
    }
}
