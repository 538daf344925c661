package org.manyhands.db.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.manyhands.db.account.Account;
import org.manyhands.db.testing.DatabaseContract;
import org.manyhands.db.testing.TestDatabase;
import org.manyhands.db.testing.Together;
import org.manyhands.db.testing.World;
import org.manyhands.db.transaction.ConflictException;
import org.manyhands.db.transaction.IllegalTransitionException;

class BatchStoreTest extends DatabaseContract {
    BatchStoreTest(TestDatabase test) {
        super(test);
    }

    @Test
    void a_batch_is_read_as_it_was_described() {
        Batch draft = world.draft(world.account(), 10);
        assertThat(draft.state()).isEqualTo(BatchState.DRAFT);
        assertThat(draft.spec().cut().range().to()).isEqualTo(10);
        assertThat(find(tx -> db.batches().byId(tx, draft.id()))).contains(draft);
    }

    @Test
    void its_life_leaves_quote_times_and_headline() {
        Batch running = world.running(world.richAccount(2 * World.SET_ASIDE), 2);
        assertThat(running.state()).isEqualTo(BatchState.RUNNING);
        assertThat(running.quote().workUnits()).isEqualTo(2);
        assertThat(running.limits().fuel()).isEqualTo(World.FUEL);
        assertThat(running.fundedMillis()).isEqualTo(test.clock().millis());
        Batch complete = tx(tx -> db.batches().apply(tx, running, new BatchEvent.Completed("total = 1")));
        assertThat(world.batch(running.id())).isEqualTo(complete);
        assertThat(complete.headline()).isEqualTo("total = 1");
        assertThat(complete.completedMillis()).isEqualTo(test.clock().millis());
    }

    @Test
    void a_forbidden_event_names_the_batch_its_state_and_the_event() {
        Batch draft = world.draft(world.account(), 1);
        assertThatThrownBy(() -> tx(tx -> db.batches().apply(tx, draft, new BatchEvent.Settled())))
                .isInstanceOf(IllegalTransitionException.class)
                .hasMessage("the batch " + draft.id() + " of account " + draft.owner()
                        + " is DRAFT: the event Settled cannot happen to it in that state");
    }

    @Test
    void an_event_for_an_older_version_is_a_conflict_and_changes_nothing() {
        Batch running = world.running(world.richAccount(World.SET_ASIDE), 1);
        Batch paused = tx(tx -> db.batches().apply(tx, running, new BatchEvent.Paused("first")));
        assertThatThrownBy(() -> tx(tx -> db.batches().apply(tx, running, new BatchEvent.Paused("second"))))
                .isInstanceOf(ConflictException.class);
        assertThat(world.batch(running.id())).isEqualTo(paused);
    }

    @Test
    void of_many_who_read_then_pause_at_once_one_pauses_and_the_others_learn_it() throws Exception {
        Batch running = world.running(world.richAccount(World.SET_ASIDE), 1);
        List<Boolean> paused = Together.run(
                4,
                () -> db.inTransaction(tx -> {
                    Batch now = db.batches().byId(tx, running.id()).orElseThrow();
                    if (now.state() != BatchState.RUNNING) {
                        return false;
                    }
                    db.batches().apply(tx, now, new BatchEvent.Paused("all at once"));
                    return true;
                }));
        assertThat(paused).containsOnlyOnce(true);
        assertThat(world.batch(running.id()).version()).isEqualTo(running.version() + 1);
    }

    @Test
    void one_generator_moves_the_cursor_and_only_while_the_batch_runs() throws Exception {
        Batch running = world.running(world.richAccount(5 * World.SET_ASIDE), 5);
        List<Boolean> moved =
                Together.run(4, () -> db.inTransaction(tx -> db.batches().advanceCursor(tx, running.id(), 0, 3)));
        assertThat(moved).containsOnlyOnce(true);
        assertThat(world.batch(running.id()).cursor()).isEqualTo(3);
        tx(tx -> db.batches().apply(tx, world.copyOf(tx, running.id()), new BatchEvent.Paused("for now")));
        assertThat(holds(tx -> db.batches().advanceCursor(tx, running.id(), 3, 5)))
                .isFalse();
    }

    @Test
    void lists_are_ordered_and_counts_name_every_state() {
        Account ann = world.richAccount(World.SET_ASIDE);
        Batch first = world.draft(ann, 1);
        Batch second = world.running(ann, 1);
        Batch other = world.draft(world.account(), 1);
        assertThat(list(tx -> db.batches().list(tx, null, 10))).containsExactly(other, second, first);
        assertThat(list(tx -> db.batches().list(tx, ann.id(), 1))).containsExactly(second);
        assertThat(list(tx -> db.batches().inState(tx, BatchState.DRAFT, 10))).containsExactly(first, other);
        Map<BatchState, Long> counts = tx(tx -> db.batches().counts(tx));
        assertThat(counts).hasSize(BatchState.values().length).containsEntry(BatchState.DRAFT, 2L);
        assertThat(counts).containsEntry(BatchState.RUNNING, 1L).containsEntry(BatchState.SETTLED, 0L);
    }

    @Test
    void passes_look_at_all_batches_in_turns() {
        Account ann = world.account();
        List<Batch> drafts = Stream.generate(() -> world.draft(ann, 1)).limit(5).toList();
        BatchRotation rotation = new BatchRotation(BatchState.DRAFT, 2);

        assertThat(list(tx -> rotation.turn(tx, db.batches()))).isEqualTo(drafts.subList(0, 2));
        assertThat(list(tx -> rotation.turn(tx, db.batches()))).isEqualTo(drafts.subList(2, 4));
        assertThat(list(tx -> rotation.turn(tx, db.batches()))).isEqualTo(drafts.subList(4, 5));
        assertThat(list(tx -> rotation.turn(tx, db.batches()))).isEqualTo(drafts.subList(0, 2));

        BatchRotation whole = new BatchRotation(BatchState.DRAFT, 5);
        assertThat(list(tx -> whole.turn(tx, db.batches()))).isEqualTo(drafts);
        assertThat(list(tx -> whole.turn(tx, db.batches())))
                .as("nobody is behind the last")
                .isEqualTo(drafts);
        assertThat(list(tx -> new BatchRotation(BatchState.PAUSED, 5).turn(tx, db.batches())))
                .isEmpty();
    }

    @Test
    void running_batches_are_counted_for_who_may_see_them() {
        Account ann = world.richAccount(World.SET_ASIDE);
        world.running(ann, 1);
        world.draft(ann, 1);
        Account other = world.account();

        assertThat(number(tx -> db.batches().countRunning(tx, null))).isEqualTo(1);
        assertThat(number(tx -> db.batches().countRunning(tx, ann.id()))).isEqualTo(1);
        assertThat(number(tx -> db.batches().countRunning(tx, other.id())))
                .as("it is public")
                .isEqualTo(1);
    }

    @Test
    void texts_too_long_for_their_column_are_cut_not_refused() {
        Batch running = world.running(world.richAccount(World.SET_ASIDE), 1);
        Batch paused = tx(tx -> db.batches().apply(tx, running, new BatchEvent.Paused("é".repeat(5_000))));
        assertThat(paused.reason()).hasSize(4_000);
    }
}
