package org.manyhands.assimilator;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.manyhands.assimilator.program.Programs;
import org.manyhands.db.batch.BatchState;
import org.manyhands.db.testing.TestDatabase;
import org.manyhands.db.workunit.WorkUnit;
import org.manyhands.db.workunit.WorkUnitState;
import org.manyhands.protocol.research.BatchSpec.AnswerPart;

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
