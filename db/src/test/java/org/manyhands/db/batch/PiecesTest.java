package org.manyhands.db.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.manyhands.db.result.Result;
import org.manyhands.db.result.TailStore;
import org.manyhands.db.testing.DatabaseContract;
import org.manyhands.db.testing.TestDatabase;
import org.manyhands.db.testing.World;
import org.manyhands.db.workunit.WorkUnit;
import org.manyhands.db.workunit.WorkUnitEvent;
import org.manyhands.db.workunit.WorkUnitState;
import org.manyhands.protocol.agent.UnitLimits;

class PiecesTest extends DatabaseContract {
    PiecesTest(TestDatabase test) {
        super(test);
    }

    @Test
    void aWorkUnitMayUseAsMuchAsItsPiecesTogether() {
        Batch batch = world.batch(world.cutSizes(List.of(8)).get(0).batchId());

        assertThat(batch.limits(1)).isEqualTo(batch.limits());
        assertThat(batch.limits(8)).isEqualTo(new UnitLimits(8 * World.FUEL, 1 << 20, 8 << 20, 128));
        assertThat(batch.limits(64)).isEqualTo(new UnitLimits(64 * World.FUEL, 1 << 20, 64 << 20, 1_024));
        assertThat(batch.sizeClasses().classes()).as("1 MiB a piece").isEqualTo(7);
        assertThat(batch.expectedFuel(8)).isEqualTo(8 * World.FUEL);
        assertThat(batch.setAside(8)).isEqualTo(8 * World.SET_ASIDE);
    }

    @Test
    void piecesAreCountedByTheStatesOfTheirWorkUnits() {
        List<WorkUnit> units = world.cutSizes(List.of(1, 8, 2, 4));
        Batch batch = world.batch(units.get(0).batchId());
        tx(tx -> db.workUnits().apply(tx, units.get(1), new WorkUnitEvent.Failed("trapped", null)));

        Map<WorkUnitState, Long> pieces = tx(tx -> db.workUnits().pieces(tx, batch.id()));
        assertThat(pieces).containsEntry(WorkUnitState.OPEN, 7L).containsEntry(WorkUnitState.FAILED, 8L);
        assertThat(number(tx -> db.workUnits().pieces(tx, batch.id(), WorkUnitState.FAILED)))
                .isEqualTo(8);
        assertThat(list(tx -> db.workUnits().statesOfBatch(tx, batch.id(), 10)))
                .startsWith(WorkUnitState.OPEN, WorkUnitState.FAILED)
                .endsWith(WorkUnitState.FAILED, WorkUnitState.OPEN)
                .hasSize(10);
    }

    @Test
    void whatIsOutIsCountedInPieces() {
        List<WorkUnit> units = world.cutSizes(List.of(1, 8, 2));
        Result copy = world.dispatch(world.copies(units.get(1).id()).get(0), world.host(world.account()));
        world.dispatch(world.copies(units.get(2).id()).get(0), world.host(world.account()));

        assertThat(number(tx -> db.results().piecesOut(tx, copy.batchId()))).isEqualTo(10);
        assertThat(list(tx -> db.results().tail().waitingCopies(tx, copy.batchId(), 10)))
                .extracting(TailStore.Waiting::pieces)
                .containsExactlyInAnyOrder(1, 1, 8, 2);
    }
}
