package org.manyhands.db.workunit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.manyhands.db.batch.Batch;
import org.manyhands.db.batch.BatchEvent;
import org.manyhands.db.daemon.Share;
import org.manyhands.db.result.Result;
import org.manyhands.db.result.ResultState;
import org.manyhands.db.testing.DatabaseContract;
import org.manyhands.db.testing.TestDatabase;
import org.manyhands.db.testing.Together;
import org.manyhands.db.testing.World;
import org.manyhands.db.transaction.ConflictException;
import org.manyhands.db.transaction.Tx;
import org.manyhands.db.workunit.WorkUnitStore.NewWorkUnit;
import org.manyhands.protocol.agent.InputReference;
import org.manyhands.protocol.crypto.Digests;
import org.manyhands.protocol.id.ResultId;
import org.manyhands.protocol.id.WorkUnitId;

class WorkUnitStoreTest extends DatabaseContract {
    WorkUnitStoreTest(TestDatabase test) {
        super(test);
    }

    @Test
    void many_are_created_at_once_with_ids_in_order_and_read_as_they_were() {
        Batch batch = world.running(world.richAccount(250 * World.SET_ASIDE), 250);
        InputReference file = InputReference.whole("data/a.csv", Digests.sha256("a"), 12);
        InputReference inline = new InputReference("p.csv", 3, Digests.sha256("b"), new byte[] {1, 2, 3}, List.of());
        List<NewWorkUnit> wanted = java.util.stream.LongStream.range(0, 250)
                .mapToObj(i -> new NewWorkUnit(
                        batch.id(), i, 1, -i, List.of("--n", "ü" + i), List.of(file, inline), World.SET_ASIDE))
                .toList();
        List<WorkUnit> created = tx(tx -> db.workUnits().create(tx, wanted));
        assertThat(created).extracting(unit -> unit.id().value()).isSorted();
        WorkUnit last = created.get(249);
        WorkUnit read = find(tx -> db.workUnits().byId(tx, last.id())).orElseThrow();
        assertThat(read).usingRecursiveComparison().isEqualTo(last);
        assertThat(read.inputs().get(1).content()).containsExactly(1, 2, 3);
        Map<WorkUnitId, WorkUnit> all = tx(tx ->
                db.workUnits().byIds(tx, created.stream().map(WorkUnit::id).toList()));
        assertThat(all).hasSize(250);
    }

    @Test
    void the_same_place_in_a_batch_cannot_be_cut_twice() {
        Batch batch = world.running(world.richAccount(World.SET_ASIDE), 1);
        NewWorkUnit unit = new NewWorkUnit(batch.id(), 0, 1, 1, List.of(), List.of(), 0);
        tx(tx -> db.workUnits().create(tx, List.of(unit)));
        assertThatThrownBy(() -> tx(tx -> db.workUnits().create(tx, List.of(unit))))
                .isInstanceOf(ConflictException.class);
    }

    @Test
    void many_decisions_at_once_are_kept_or_none_when_another_was_first_with_one() {
        List<WorkUnit> units = world.cutBatch(150);
        List<WorkUnitChange> changes = new ArrayList<>();
        units.forEach(unit -> changes.add(new WorkUnitChange(
                unit,
                unit.index() % 2 == 0
                        ? new WorkUnitEvent.Validated(new ResultId(unit.index() + 1))
                        : new WorkUnitEvent.Failed("reason " + unit.index(), null))));
        List<WorkUnit> decided = tx(tx -> db.workUnits().applyAll(tx, changes));

        Map<WorkUnitId, WorkUnit> now = tx(
                tx -> db.workUnits().byIds(tx, units.stream().map(WorkUnit::id).toList()));
        assertThat(decided).extracting(WorkUnit::index).isSorted();
        assertThat(decided).allSatisfy(unit -> assertThat(now.get(unit.id())).isEqualTo(unit));
        assertThat(now.get(units.get(7).id()).reason()).isEqualTo("reason 7");

        tx(tx -> db.workUnits().apply(tx, decided.get(2), new WorkUnitEvent.Assimilated()));
        assertThatThrownBy(() -> tx(tx -> applyOnce(
                        tx,
                        decided.stream()
                                .filter(unit -> unit.index() % 2 == 0)
                                .map(unit -> new WorkUnitChange(unit, new WorkUnitEvent.Assimilated()))
                                .toList())))
                .hasMessageContaining("the work unit " + decided.get(2).id() + " was changed by another");
        assertThat(number(tx -> db.workUnits().count(tx, decided.get(0).batchId(), WorkUnitState.ASSIMILATED)))
                .isEqualTo(1);
    }

    @Test
    void whether_a_batch_has_any_work_unit_in_a_state_is_told_without_counting() {
        WorkUnit unit = world.cutBatch(1).get(0);
        world.cutBatch(1);
        assertThat(holds(tx ->
                        db.workUnits().hasAny(tx, unit.batchId(), Set.of(WorkUnitState.VALIDATED, WorkUnitState.OPEN))))
                .isTrue();
        tx(tx -> db.workUnits().apply(tx, unit, new WorkUnitEvent.Cancelled()));
        assertThat(holds(tx ->
                        db.workUnits().hasAny(tx, unit.batchId(), Set.of(WorkUnitState.VALIDATED, WorkUnitState.OPEN))))
                .isFalse();
    }

    /** A conflict here is no accident, so the work is not to be run again. */
    private List<WorkUnit> applyOnce(Tx tx, List<WorkUnitChange> changes) {
        try {
            return db.workUnits().applyAll(tx, changes);
        } catch (ConflictException e) {
            throw new IllegalStateException(e.getMessage());
        }
    }

    @Test
    void a_decision_is_kept_with_its_result_reason_and_time() {
        List<WorkUnit> units = world.cutBatch(2);
        ResultId shown = world.copies(units.get(0).id()).get(0).id();
        WorkUnit validated = tx(tx -> db.workUnits().apply(tx, units.get(0), new WorkUnitEvent.Validated(shown)));
        WorkUnit failed =
                tx(tx -> db.workUnits().apply(tx, units.get(1), new WorkUnitEvent.Failed("no host agreed", null)));
        assertThat(find(tx -> db.workUnits().byId(tx, validated.id()))).contains(validated);
        assertThat(validated.canonical()).isEqualTo(shown);
        assertThat(validated.decidedMillis()).isEqualTo(test.clock().millis());
        assertThat(find(tx -> db.workUnits().byId(tx, failed.id()))).contains(failed);
        assertThat(failed.reason()).isEqualTo("no host agreed");
    }

    @Test
    void another_revision_begins_without_the_decision_and_with_what_is_set_aside_for_it() {
        WorkUnit unit = world.cutBatch(1).get(0);
        ResultId shown = world.copies(unit.id()).get(0).id();
        WorkUnit decided = tx(tx -> db.workUnits().apply(tx, unit, new WorkUnitEvent.Validated(shown, 40)));
        assertThat(decided.setAside()).isEqualTo(World.SET_ASIDE - 40);
        WorkUnit credited = tx(tx -> db.workUnits().apply(tx, decided, new WorkUnitEvent.Credited(30)));
        assertThat(credited.setAside()).isEqualTo(World.SET_ASIDE - 70);
        WorkUnit again =
                tx(tx -> db.workUnits().apply(tx, credited, new WorkUnitEvent.Reopened("a host cheated", 2, 90)));
        assertThat(find(tx -> db.workUnits().byId(tx, unit.id()))).contains(again);
        assertThat(again.state()).isEqualTo(WorkUnitState.OPEN);
        assertThat(again.revision()).isEqualTo(1);
        assertThat(again.firstCopy()).isEqualTo(2);
        assertThat(again.setAside()).isEqualTo(90);
        assertThat(again.canonical()).isNull();
        assertThat(again.reason()).isEqualTo("a host cheated");
        assertThat(again.decidedMillis()).isZero();
    }

    @Test
    void a_forbidden_event_names_the_work_unit_and_its_batch() {
        WorkUnit unit = world.cutBatch(1).get(0);
        assertThatThrownBy(() -> tx(tx -> db.workUnits().apply(tx, unit, new WorkUnitEvent.Assimilated())))
                .hasMessage("the work unit " + unit.id() + " of batch " + unit.batchId()
                        + " is OPEN: the event Assimilated cannot happen to it in that state");
    }

    @Test
    void of_two_validators_that_read_the_same_unit_one_decides() throws Exception {
        WorkUnit unit = world.cutBatch(1).get(0);
        ResultId result = world.copies(unit.id()).get(0).id();
        List<Boolean> decided = Together.run(
                2,
                () -> db.inTransaction(tx -> {
                    WorkUnit now = db.workUnits().byId(tx, unit.id()).orElseThrow();
                    if (now.state() != WorkUnitState.OPEN) {
                        return false;
                    }
                    db.workUnits().apply(tx, now, new WorkUnitEvent.Validated(result));
                    return true;
                }));
        assertThat(decided).containsOnlyOnce(true);
    }

    @Test
    void pages_follow_the_index_and_states() {
        List<WorkUnit> units = world.cutBatch(5);
        WorkUnit second = units.get(1);
        tx(tx -> db.workUnits().apply(tx, second, new WorkUnitEvent.Cancelled()));
        assertThat(list(tx -> db.workUnits().ofBatch(tx, second.batchId(), null, 1, 2)))
                .extracting(WorkUnit::index)
                .containsExactly(1L, 2L);
        assertThat(list(tx -> db.workUnits().ofBatch(tx, second.batchId(), WorkUnitState.OPEN, 0, 10)))
                .extracting(WorkUnit::index)
                .containsExactly(0L, 2L, 3L, 4L);
        assertThat(list(tx -> db.workUnits().inState(tx, WorkUnitState.CANCELLED, 10, Share.ALL)))
                .extracting(WorkUnit::id)
                .containsExactly(second.id());
        Map<WorkUnitState, Long> counts = tx(tx -> db.workUnits().counts(tx, second.batchId()));
        assertThat(counts).containsEntry(WorkUnitState.OPEN, 4L).containsEntry(WorkUnitState.FAILED, 0L);
        Map<WorkUnitState, Long> all = tx(tx -> db.workUnits().counts(tx));
        assertThat(all).isEqualTo(counts);
    }

    @Test
    void what_is_set_aside_is_that_of_open_units() {
        List<WorkUnit> units = world.cutBatch(3);
        assertThat(number(tx -> db.workUnits().setAside(tx, units.get(0).batchId())))
                .isEqualTo(3 * World.SET_ASIDE);
        tx(tx -> db.workUnits().apply(tx, units.get(0), new WorkUnitEvent.Cancelled()));
        assertThat(number(tx -> db.workUnits().setAside(tx, units.get(0).batchId())))
                .isEqualTo(2 * World.SET_ASIDE);
    }

    @Test
    void cancelling_a_batch_ends_what_is_unfinished_and_leaves_nothing_to_judge() {
        List<WorkUnit> units = world.cutBatch(2);
        List<Result> copies = world.copies(units.get(0).id());
        world.bringBack(world.dispatch(copies.get(0), world.host(world.account())), "a");
        world.dispatch(copies.get(1), world.host(world.account()));
        Batch batch = world.batch(units.get(0).batchId());
        long cancelled = number(tx -> {
            db.batches().apply(tx, batch, new BatchEvent.Cancelled("enough"));
            return db.workUnits().cancelOpen(tx, batch.id());
        });
        assertThat(cancelled).isEqualTo(2);
        assertThat(world.copies(units.get(0).id()))
                .extracting(Result::state)
                .containsExactly(ResultState.RETURNED, ResultState.CANCELLED);
        assertThat(world.copies(units.get(1).id())).extracting(Result::state).containsOnly(ResultState.CANCELLED);
        assertThat(list(tx -> db.results().awaitingJudgement(tx, 10))).isEmpty();
        Map<WorkUnitState, Long> counts = tx(tx -> db.workUnits().counts(tx));
        assertThat(counts).containsEntry(WorkUnitState.CANCELLED, 2L).containsEntry(WorkUnitState.OPEN, 0L);
    }
}
