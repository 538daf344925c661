package org.manyhands.validator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.manyhands.db.batch.Batch;
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
import org.manyhands.protocol.crypto.Digests;

/** Work units of several pieces. */
class SizesTest extends JudgingContract {
    private static final long ALL = 8 * World.FUEL;

    SizesTest(TestDatabase test) {
        super(test);
    }

    @Test
    void theyMayCostAsMuchAsTheirPiecesTogether() {
        WorkUnit unit = world.cutSizes(List.of(8)).get(0);
        back(unit, 0);
        back(unit, 1);

        work();

        assertThat(state(unit)).isEqualTo(WorkUnitState.VALIDATED);
        assertThat(number(tx -> db.ledger().pendingOf(tx, unit.batchId())))
                .isEqualTo(2 * Price.of(ALL, World.PRICE))
                .isLessThan(8 * World.SET_ASIDE);
        assertThat(list(tx -> db.ledger().violations(tx))).isEmpty();
    }

    @Test
    void aCopyAfterAnErrorIsOfTheSamePieces() {
        WorkUnit unit = world.cutSizes(List.of(8)).get(0);
        Result sent = world.dispatch(world.copies(unit.id()).get(0), hosts.get(0));
        tx(tx -> db.results().apply(tx, sent, new ResultEvent.Errored("disk full")));

        work();

        assertThat(world.copies(unit.id())).hasSize(3).allMatch(copy -> copy.pieces() == 8);
        assertThat(list(tx -> db.dispatchBlocks().claim(tx, "server", unit.batchId(), 10, 1_000)))
                .hasSize(2);
    }

    @Test
    void whatNothingConfirmsIsPaidByTheirPieces() {
        Batch batch = world.batch(world.cutSizes(List.of(8)).get(0).batchId());
        WorkUnit unit =
                list(tx -> db.workUnits().ofBatch(tx, batch.id(), null, 0, 1)).get(0);
        Result copy = back(unit, 0, 100 * ALL);

        assertThat(FuelDue.of(batch, false, copy, List.of(copy), List.of(copy))).isEqualTo(2 * ALL);
    }

    @Test
    void howMuchOfTheInputFailedCounts() {
        List<WorkUnit> units = world.cutSizes(List.of(1, 1, 1, 1, 1, 64, 8, 64));
        for (WorkUnit unit : units.subList(1, 5)) {
            trap(unit, 0, "");
            trap(unit, 1, "");
        }
        work();
        assertThat(world.batch(units.get(0).batchId()).state())
                .as("4 pieces of 141")
                .isEqualTo(BatchState.RUNNING);

        trap(units.get(6), 0, "");
        trap(units.get(6), 1, "");
        work();

        assertThat(world.batch(units.get(0).batchId()).reason())
                .contains(
                        "5 work units failed that cover 12 pieces of the input, more than the 7 that are allowed of 141");
        assertThat(states(units.get(6))).containsExactly(ResultState.VALID, ResultState.VALID);
    }

    private void back(WorkUnit unit, int copy) {
        back(unit, copy, ALL);
    }

    private Result back(WorkUnit unit, int copy, long fuel) {
        Result sent = world.dispatch(world.copies(unit.id()).get(copy), hosts.get(copy));
        OutcomeReport finished = new OutcomeReport(OutcomeReport.Kind.FINISHED, 0, "");
        return tx(tx -> db.results()
                .apply(tx, sent, new ResultEvent.Returned(finished, fuel, Digests.sha256("same")))
                .orElseThrow());
    }
}
