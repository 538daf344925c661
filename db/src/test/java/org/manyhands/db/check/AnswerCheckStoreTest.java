package org.manyhands.db.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.manyhands.db.application.AppVersionRow;
import org.manyhands.db.batch.BatchEvent;
import org.manyhands.db.check.AnswerCheck.Verdict;
import org.manyhands.db.result.Result;
import org.manyhands.db.testing.DatabaseContract;
import org.manyhands.db.testing.TestDatabase;
import org.manyhands.db.workunit.WorkUnit;
import org.manyhands.protocol.crypto.Digests;
import org.manyhands.protocol.id.BatchId;
import org.manyhands.protocol.id.WorkUnitId;

class AnswerCheckStoreTest extends DatabaseContract {
    private static final AppVersionRow.Verifier VERIFIER =
            new AppVersionRow.Verifier(Digests.sha256("source of verifier"), Digests.sha256("verifier"));

    AnswerCheckStoreTest(TestDatabase test) {
        super(test);
    }

    @Test
    void a_version_keeps_its_verifier() {
        WorkUnit unit = world.cutVerified(1, VERIFIER).get(0);

        Optional<AppVersionRow> version = find(tx ->
                db.applications().version(tx, world.copyOf(tx, unit.batchId()).appVersionId()));

        assertThat(version.orElseThrow().verifier()).isEqualTo(VERIFIER);
    }

    @Test
    void a_question_waits_until_it_is_answered_once() {
        WorkUnit unit = asked(2).get(0);

        assertThat(known(unit)).containsOnlyKeys("d0", "d1");
        AnswerCheckStore.Asking asking = new AnswerCheckStore.Asking(
                unit.batchId(), world.batch(unit.batchId()).owner());
        assertThat(asking(0)).containsExactly(asking);
        assertThat(asking(unit.batchId().value())).isEmpty();
        AnswerCheck first =
                list(tx -> db.checks().waiting(tx, unit.batchId(), 1)).get(0);
        assertThat(first.verdict()).isEqualTo(Verdict.WAITING);
        assertThat(holds(tx -> db.checks().note(tx, first, Verdict.WRONG, "x".repeat(2_000))))
                .isTrue();
        assertThat(holds(tx -> db.checks().note(tx, first, Verdict.RIGHT, ""))).isFalse();
        assertThat(known(unit).get(first.digest()).verdict()).isEqualTo(Verdict.WRONG);
        assertThat(known(unit).get(first.digest()).reason()).hasSize(1_000);
        assertThat(list(tx -> db.checks().waiting(tx, unit.batchId(), 10))).hasSize(1);
    }

    @Test
    void questions_of_a_paused_batch_wait_for_its_next_run() {
        WorkUnit unit = asked(1).get(0);
        tx(tx -> db.batches().apply(tx, world.copyOf(tx, unit.batchId()), new BatchEvent.Paused("its owner")));

        assertThat(asking(0)).isEmpty();

        tx(tx -> db.batches().apply(tx, world.copyOf(tx, unit.batchId()), new BatchEvent.Resumed()));
        assertThat(asking(0)).hasSize(1);
    }

    @Test
    void what_is_forgotten_is_not_asked_any_more() {
        WorkUnit unit = asked(2).get(0);

        db.runInTransaction(tx -> db.checks().forget(tx, List.of(unit.id())));

        assertThat(known(unit)).isEmpty();
        assertThat(asking(0)).isEmpty();
    }

    private List<AnswerCheckStore.Asking> asking(long after) {
        return list(tx -> db.checks().waitingBatches(tx, new BatchId(after), 10));
    }

    /** A work unit with so many answers that wait, {@code d0} and on. */
    private List<WorkUnit> asked(int answers) {
        List<WorkUnit> units = world.cutVerified(1, VERIFIER);
        Result copy = world.copies(units.get(0).id()).get(0);
        db.runInTransaction(tx -> {
            for (int answer = 0; answer < answers; answer++) {
                db.checks()
                        .ask(
                                tx,
                                List.of(AnswerCheck.waiting(
                                        copy.workUnitId(), "d" + answer, copy.batchId(), copy.id())));
            }
        });
        return units;
    }

    private Map<String, AnswerCheck> known(WorkUnit unit) {
        Map<WorkUnitId, Map<String, AnswerCheck>> found = tx(tx -> db.checks().of(tx, List.of(unit.id())));
        return found.get(unit.id());
    }
}
