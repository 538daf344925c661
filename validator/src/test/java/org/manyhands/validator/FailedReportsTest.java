package org.manyhands.validator;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.manyhands.db.result.ResultState;
import org.manyhands.db.testing.TestDatabase;
import org.manyhands.db.transaction.Tx;
import org.manyhands.db.workunit.WorkUnit;
import org.manyhands.db.workunit.WorkUnitState;
import org.manyhands.protocol.agent.ResultReport;
import org.manyhands.protocol.id.ResultId;
import org.manyhands.validator.trust.Assumptions;

/** A block in which everything failed: hosts choose how large their reports are. */
class FailedReportsTest extends JudgingContract {
    private static final int UNITS = 6;

    FailedReportsTest(TestDatabase test) {
        super(test);
    }

    @Test
    void noReportIsHeldWhenTheNextIsRead() {
        List<WorkUnit> units = world.cutBatch(UNITS);
        for (WorkUnit unit : units) {
            trap(unit, 0, "x".repeat(60_000) + "\nthe end of " + unit.index());
            trap(unit, 1, "x".repeat(60_000) + "\nthe end of " + unit.index());
        }
        List<WeakReference<ResultReport>> read = new ArrayList<>();
        List<Long> held = new ArrayList<>();

        tx(tx -> new Verdicts(
                        db,
                        new JudgingTerms(HOLD, Assumptions.DEFAULT),
                        new Verifiers(),
                        (within, id) -> report(within, id, read, held))
                .judge(tx, units.stream().map(WorkUnit::id).toList()));

        assertThat(held).hasSize(UNITS).containsOnly(0L);
        assertThat(units).allSatisfy(unit -> {
            assertThat(state(unit)).isEqualTo(WorkUnitState.FAILED);
            assertThat(reason(unit)).endsWith("; standard error ends: the end of " + unit.index());
            assertThat(states(unit)).containsOnly(ResultState.VALID);
        });
    }

    private Optional<ResultReport> report(Tx tx, ResultId id, List<WeakReference<ResultReport>> read, List<Long> held) {
        System.gc();
        held.add(read.stream().filter(earlier -> earlier.get() != null).count());
        Optional<ResultReport> report = db.results().report(tx, id);
        report.ifPresent(found -> read.add(new WeakReference<>(found)));
        return report;
    }
}
