package org.manyhands.assimilator;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.manyhands.assimilator.program.Programs;
import org.manyhands.assimilator.program.Slots;
import org.manyhands.db.batch.Batch;
import org.manyhands.db.batch.BatchEvent;
import org.manyhands.db.batch.BatchState;
import org.manyhands.db.testing.TestDatabase;
import org.manyhands.db.workunit.WorkUnit;
import org.manyhands.db.workunit.WorkUnitState;
import org.manyhands.protocol.research.BatchSpec.AnswerPart;
import org.manyhands.sandbox.Limits;

/** Answers that researchers' own programs put together. */
class AssimilatorProgramsTest extends AssimilatingContract {
    AssimilatorProgramsTest(TestDatabase test) {
        super(test);
    }

    @Test
    void anApplicationsOwnAssemblerLeadsTheAnswer() throws Exception {
        String module = files.put(Programs.copy("units/00000001/n.txt", "picked.txt", "picked the second"))
                .sha256();
        AnswerPart program = new AnswerPart(AnswerPart.Kind.WASM, null, null, null, module, Map.of());
        List<WorkUnit> units = world.cutBatch(2, 0, List.of(SUM, program));
        units.forEach(this::validate);

        work();

        assertThat(batch(units).headline()).isEqualTo("picked the second");
        assertThat(answer(units)).containsEntry("picked.txt", "20\n").containsKeys("headline.txt", "sum.txt");
    }

    @Test
    void anAssemblerThatFailsPausesItsBatchAndNoOther() throws Exception {
        String module = files.put("no module".getBytes(StandardCharsets.UTF_8)).sha256();
        AnswerPart program = new AnswerPart(AnswerPart.Kind.WASM, null, null, null, module, Map.of());
        List<WorkUnit> broken = world.cutBatch(1, 0, List.of(program));
        List<WorkUnit> sound = world.cutBatch(1, 0, List.of(SUM));
        validate(broken.get(0));
        validate(sound.get(0));

        work();

        assertThat(batch(broken).state()).isEqualTo(BatchState.PAUSED);
        assertThat(batch(broken).reason()).contains("the assembler's module is refused");
        assertThat(batch(sound).state()).isEqualTo(BatchState.COMPLETE);
    }

    /** Its program would run for an hour. */
    @ParameterizedTest
    @CsvSource({"CANCELLED", "PAUSED"})
    @Timeout(value = 120, unit = TimeUnit.SECONDS)
    void theProgramOfABatchThatIsStoppedIsEnded(BatchState stopped) throws Exception {
        Limits endless = new Limits(Long.MAX_VALUE / 4, 1 << 20, 0, 0);
        folders = new WorkFolders(folder.resolve("work"), new Slots(folder.resolve("slot"), endless, 3_600_000));
        String module = files.put(Programs.endless()).sha256();
        AnswerPart program = new AnswerPart(AnswerPart.Kind.WASM, null, null, null, module, Map.of());
        List<WorkUnit> units = world.cutBatch(1, 0, List.of(program));
        validate(units.get(0));
        List<Runnable> waiting = new ArrayList<>();
        AssimilatorPass pass = new AssimilatorPass(folders, waiting::add, Runnable::run, waiting::clear);
        pass.pass(db, files);
        BatchEvent stop = stopped == BatchState.PAUSED
                ? new BatchEvent.Paused("by its owner")
                : new BatchEvent.Cancelled("by its owner");
        Batch batch = batch(units);
        tx(tx -> db.batches().apply(tx, batch, stop));

        waiting.get(0).run();

        assertThat(batch(units).state()).isEqualTo(stopped);
        assertThat(batch(units).reason()).isEqualTo("by its owner");
        pass.close();
    }

    /** One thread is busy with a program while the passes go on. */
    @Test
    void aProgramThatTakesLongHoldsUpNobodyAndIsNotStartedTwice() throws Exception {
        String module =
                files.put(Programs.copy("units/00000000/n.txt", "x", "at last")).sha256();
        AnswerPart program = new AnswerPart(AnswerPart.Kind.WASM, null, null, null, module, Map.of());
        List<WorkUnit> slow = world.cutBatch(1, 0, List.of(program));
        List<WorkUnit> quick = world.cutBatch(1, 0, List.of(SUM));
        validate(slow.get(0));
        validate(quick.get(0));
        List<Runnable> waiting = new ArrayList<>();
        AssimilatorPass pass = new AssimilatorPass(folders, waiting::add, Runnable::run, waiting::clear);

        pass.pass(db, files);
        pass.pass(db, files);

        assertThat(batch(quick).state()).isEqualTo(BatchState.COMPLETE);
        assertThat(batch(slow).state()).isEqualTo(BatchState.RUNNING);
        assertThat(waiting).hasSize(1);
        waiting.get(0).run();
        assertThat(batch(slow).headline()).isEqualTo("at last");
        pass.close();
    }

    /** A million outputs take minutes to put together, while hosts go on returning. */
    @Test
    void anAnswerThatIsPutTogetherHoldsUpNoParts() throws Exception {
        List<WorkUnit> ended = world.cutBatch(1, 0, List.of(SUM));
        List<WorkUnit> running = world.cutBatch(2, 0, List.of(SUM));
        validate(ended.get(0));
        List<Runnable> waiting = new ArrayList<>();
        AssimilatorPass pass = new AssimilatorPass(folders, Runnable::run, waiting::add, waiting::clear);
        pass.pass(db, files);
        validate(running.get(0));

        pass.pass(db, files);

        WorkUnit next = tx(tx -> db.workUnits().byId(tx, running.get(0).id()).orElseThrow());
        assertThat(next.state()).isEqualTo(WorkUnitState.ASSIMILATED);
        assertThat(batch(ended).state()).isEqualTo(BatchState.RUNNING);
        assertThat(waiting).hasSize(1);
        waiting.get(0).run();
        assertThat(batch(ended).state()).isEqualTo(BatchState.COMPLETE);
        pass.close();
    }
}
