package org.manyhands.validator;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.manyhands.db.ledger.PendingTransfer;
import org.manyhands.db.result.Result;
import org.manyhands.db.result.ResultEvent;
import org.manyhands.db.result.ResultState;
import org.manyhands.db.testing.TestDatabase;
import org.manyhands.db.testing.World;
import org.manyhands.db.trust.Standing;
import org.manyhands.db.trust.TrustChange;
import org.manyhands.db.trust.TrustEvent;
import org.manyhands.db.workunit.WorkUnit;
import org.manyhands.db.workunit.WorkUnitState;
import org.manyhands.protocol.agent.OutcomeReport;
import org.manyhands.protocol.crypto.Digests;

/** What a copy says that comes after the decision: for and against an answer that was taken on one host's word. */
class LateWordsTest extends TrustingContract {
    private static final double ONE_IN_A_HUNDRED = 0.01;
    private static final String TRUTH = "a";
    private static final String LIE = "lie";
    private static final List<Integer> HONEST = List.of(1, 2, 3, 6, 7, 8, 9);
    /** Its first copies go here, whose deadline passes. */
    private static final int LATE = 5;

    LateWordsTest(TestDatabase test) {
        super(test);
    }

    @Test
    void an_answer_taken_alone_that_a_late_copy_contradicts_is_opened_again_and_who_was_right_is_paid() {
        Taken taken = takenAlone(LIE);

        world.bringBack(taken.late(), TRUTH);
        work();

        WorkUnit unit = taken.unit();
        assertThat(state(unit)).isEqualTo(WorkUnitState.OPEN);
        assertThat(now(unit).revision()).isEqualTo(1);
        assertThat(now(unit).reason())
                .contains(
                        "a copy that came after the decision", "" + taken.late().id());
        assertThat(states(unit)).contains(ResultState.RETURNED, ResultState.UNSENT);

        finish(unit);
        assertThat(state(unit)).isEqualTo(WorkUnitState.VALIDATED);
        assertThat(canonical(unit).digest()).isEqualTo(Digests.sha256(TRUTH));
        assertThat(pending(LATE)).isEqualTo(PAY);
        assertThat(changes(0)).extracting(TrustChange::kind).contains(TrustEvent.CHECK_FAILED);
        assertThat(list(tx -> db.ledger().violations(tx))).isEmpty();
    }

    @Test
    void a_late_lie_opens_it_too_and_costs_the_liar_a_failed_check() {
        Taken taken = takenAlone(TRUTH);

        world.bringBack(taken.late(), LIE);
        work();
        assertThat(state(taken.unit())).isEqualTo(WorkUnitState.OPEN);
        finish(taken.unit());

        assertThat(canonical(taken.unit()).digest()).isEqualTo(Digests.sha256(TRUTH));
        assertThat(pending(LATE)).isZero();
        assertThat(changes(LATE)).extracting(TrustChange::kind).contains(TrustEvent.CHECK_FAILED);
        assertThat(changes(0)).extracting(TrustChange::kind).doesNotContain(TrustEvent.CHECK_FAILED);
    }

    @Test
    void who_is_excluded_puts_nothing_in_doubt() {
        Taken taken = takenAlone(TRUTH);
        standing(taken.unit(), LATE, new Standing(0, 0, 2, true));

        world.bringBack(taken.late(), LIE);
        work();

        assertThat(state(taken.unit())).isEqualTo(WorkUnitState.VALIDATED);
        assertThat(world.copies(taken.unit().id()).get(0).state()).isEqualTo(ResultState.INVALID);
    }

    @Test
    void a_late_copy_that_agrees_is_a_check_for_both() {
        Taken taken = takenAlone(TRUTH);
        long before = checks(taken.unit(), 0);

        world.bringBack(taken.late(), TRUTH);
        work();

        assertThat(state(taken.unit())).isEqualTo(WorkUnitState.VALIDATED);
        assertThat(checks(taken.unit(), 0)).isEqualTo(before + 1);
        assertThat(checks(taken.unit(), LATE)).isEqualTo(1);
        assertThat(pending(LATE)).isEqualTo(PAY);
    }

    @Test
    void an_answer_that_is_paid_out_is_final_and_the_copy_proves_nothing() {
        Taken taken = takenAlone(LIE);
        test.clock().forward(HOLD.plus(Duration.ofHours(1)));
        db.runInTransaction(tx -> {
            for (PendingTransfer pending : db.ledger().due(tx, 1_000)) {
                db.ledger().release(tx, pending, 0);
            }
        });

        world.bringBack(taken.late(), TRUTH);
        work();

        assertThat(state(taken.unit())).isEqualTo(WorkUnitState.VALIDATED);
        assertThat(world.copies(taken.unit().id()).get(0).state()).isEqualTo(ResultState.NOT_NEEDED);
        assertThat(changes(LATE)).isEmpty();
    }

    @Test
    void where_two_were_trusted_a_late_contradiction_changes_nothing_but_its_hosts_standing() {
        List<WorkUnit> units = world.cutTrusting(1, ONE_IN_A_HUNDRED);
        WorkUnit unit = units.get(0);
        trusted(unit, 0, 1);
        Result late = timedOut(unit);
        give(unit, 0, TRUTH);
        work();
        give(unit, 1, TRUTH);
        work();
        assertThat(state(unit)).isEqualTo(WorkUnitState.VALIDATED);

        world.bringBack(late, LIE);
        work();

        assertThat(state(unit)).isEqualTo(WorkUnitState.VALIDATED);
        assertThat(world.copies(unit.id()).get(0).state()).isEqualTo(ResultState.INVALID);
        assertThat(changes(LATE)).extracting(TrustChange::kind).containsExactly(TrustEvent.CHECK_FAILED);
    }

    @Test
    void with_a_quorum_of_one_it_is_one_word_against_another() {
        WorkUnit unit = world.cutQuorum(1, 1).get(0);
        Result late = timedOut(unit);
        give(unit, 0, TRUTH);
        work();

        world.bringBack(late, LIE);
        work();

        assertThat(state(unit)).isEqualTo(WorkUnitState.VALIDATED);
        assertThat(world.copies(unit.id()).get(0).state()).isEqualTo(ResultState.NOT_NEEDED);
        assertThat(pending(LATE)).isZero();
    }

    @Test
    void fuel_that_was_capped_is_paid_in_full_once_another_host_confirms_it() {
        WorkUnit unit = world.cutQuorum(1, 1).get(0);
        Result late = timedOut(unit);
        Result first = dispatched(unit, 0);
        long claimed = 3 * World.FUEL;
        back(first, claimed);
        work();
        assertThat(pending(0)).as("twice what the quote measured").isEqualTo(2 * PAY);

        back(late, claimed);
        work();

        assertThat(pending(LATE)).isEqualTo(3 * PAY);
        assertThat(pending(0)).isEqualTo(3 * PAY);
        assertThat(now(unit).setAside()).isEqualTo(4 * World.SET_ASIDE - 6 * PAY);
        assertThat(list(tx -> db.ledger().violations(tx))).isEmpty();
        assertThat(number(tx ->
                        db.ledger().voidResult(tx, first.id(), "all of it").orElse(0)))
                .isEqualTo(3 * PAY);
    }

    /** @param late a copy of a stranger that is still out, past its deadline */
    private record Taken(WorkUnit unit, Result late) {}

    /** An answer that was taken on the word of host 0, which is trusted and has much to lose. */
    private Taken takenAlone(String answer) {
        List<WorkUnit> units = world.cutTrusting(40, ONE_IN_A_HUNDRED);
        trusted(units.get(0), 0, 1, 2, 3);
        List<WorkUnit> confirmed = units.subList(0, 25);
        confirmed.forEach(unit -> give(unit, 0, TRUTH));
        work();
        for (WorkUnit unit : confirmed) {
            if (unsent(unit)) {
                give(unit, 1, TRUTH);
            }
        }
        work();
        List<Taken> all = new ArrayList<>();
        for (WorkUnit unit : units.subList(25, 40)) {
            all.add(new Taken(unit, timedOut(unit)));
            give(unit, 0, answer);
        }
        work();
        return all.stream()
                .filter(taken -> state(taken.unit()) == WorkUnitState.VALIDATED)
                .findFirst()
                .orElseThrow();
    }

    /** The first copy goes to a host that lets its deadline pass; there is another one then. */
    private Result timedOut(WorkUnit unit) {
        Result sent = dispatched(unit, LATE);
        Result gone = find(tx -> db.results().apply(tx, sent, new ResultEvent.Expired()))
                .orElseThrow();
        work();
        // What is made at the very moment of a decision is a golden task.
        test.clock().forward(Duration.ofSeconds(1));
        return gone;
    }

    private void finish(WorkUnit unit) {
        for (int round = 0; round < 20 && state(unit) == WorkUnitState.OPEN; round++) {
            while (unsent(unit)) {
                give(unit, stranger(unit, HONEST), TRUTH);
            }
            work();
        }
    }

    private boolean unsent(WorkUnit unit) {
        return states(unit).contains(ResultState.UNSENT);
    }

    private void back(Result sent, long fuel) {
        tx(tx -> db.results()
                .apply(
                        tx,
                        sent,
                        new ResultEvent.Returned(
                                new OutcomeReport(OutcomeReport.Kind.FINISHED, 0, ""), fuel, Digests.sha256("same"))));
    }

    private long checks(WorkUnit unit, int host) {
        return standing(unit, host).checks();
    }
}
