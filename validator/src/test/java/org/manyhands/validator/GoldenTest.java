package org.manyhands.validator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.manyhands.db.result.Result;
import org.manyhands.db.result.ResultEvent;
import org.manyhands.db.result.ResultState;
import org.manyhands.db.testing.TestDatabase;
import org.manyhands.db.testing.World;
import org.manyhands.db.trust.HostTrust;
import org.manyhands.db.trust.Standing;
import org.manyhands.db.trust.TrustChange;
import org.manyhands.db.trust.TrustEvent;
import org.manyhands.db.workunit.WorkUnit;
import org.manyhands.db.workunit.WorkUnitState;
import org.manyhands.protocol.id.ApplicationId;
import org.manyhands.validator.trust.Assumptions;

/** Answers that are known are asked of further hosts. */
class GoldenTest extends JudgingContract {
    private static final String TRUTH = "a";
    private static final String LIE = "lie";

    GoldenTest(TestDatabase test) {
        super(test);
    }

    @Test
    void who_gives_the_answer_that_is_known_has_passed_a_check_and_is_paid() {
        WorkUnit unit = known(1);

        give(unit, 3, TRUTH);
        judge(1);

        assertThat(states(unit)).containsOnly(ResultState.VALID).hasSize(3);
        assertThat(changes(3)).extracting(TrustChange::kind).containsExactly(TrustEvent.GOLDEN_PASSED);
        assertThat(pending(3)).isEqualTo(PAY);
        assertThat(now(unit).setAside()).isEqualTo(4 * World.SET_ASIDE - 3 * PAY);
        assertThat(state(unit)).isEqualTo(WorkUnitState.VALIDATED);
        assertThat(list(tx -> db.ledger().violations(tx))).isEmpty();
    }

    @Test
    void who_gives_another_has_failed_one_and_the_answer_stands() {
        WorkUnit unit = known(1);

        give(unit, 3, LIE);
        judge(1);

        assertThat(state(unit)).isEqualTo(WorkUnitState.VALIDATED);
        assertThat(world.copies(unit.id()).get(2).state()).isEqualTo(ResultState.INVALID);
        assertThat(changes(3)).extracting(TrustChange::kind).containsExactly(TrustEvent.GOLDEN_FAILED);
        assertThat(pending(3)).isZero();
    }

    @Test
    void who_cannot_do_it_is_not_replaced() {
        WorkUnit unit = known(1);

        Result sent = world.dispatch(unsent(unit), hosts.get(3));
        tx(tx -> db.results().apply(tx, sent, new ResultEvent.Errored("no disk")));
        judge(1);

        assertThat(states(unit)).containsExactly(ResultState.VALID, ResultState.VALID, ResultState.ERRORED);
        assertThat(changes(3)).isEmpty();
    }

    @Test
    void without_a_share_nothing_is_asked_twice_and_never_where_no_standing_counts() {
        assertThat(states(known(0))).hasSize(2);
        WorkUnit quorum = world.cutBatch(1).get(0);
        bringBack(quorum, 0, TRUTH);
        bringBack(quorum, 1, TRUTH);
        judge(1);
        assertThat(states(quorum)).hasSize(2);
    }

    @Test
    void as_many_are_asked_as_the_share_says() {
        List<WorkUnit> units = world.cutTrusting(200, 0.01);
        trusted(units.get(0));
        units.forEach(unit -> give(unit, 0, TRUTH));
        judge(0.25);
        units.stream().filter(unit -> states(unit).contains(ResultState.UNSENT)).forEach(unit -> give(unit, 1, TRUTH));
        judge(0.25);

        long confirmed = units.stream()
                .filter(unit -> states(unit).stream()
                                .filter(state -> state == ResultState.VALID)
                                .count()
                        == 2)
                .count();
        long asked = units.stream()
                .filter(unit -> states(unit).contains(ResultState.UNSENT))
                .count();
        assertThat(confirmed).isGreaterThan(50);
        assertThat((double) asked / confirmed).isBetween(0.08, 0.45);
    }

    /** A work unit on whose answer two trusted hosts agree. */
    private WorkUnit known(double share) {
        WorkUnit unit = world.cutTrusting(1, 0.01).get(0);
        trusted(unit);
        give(unit, 0, TRUTH);
        judge(share);
        give(unit, 1, TRUTH);
        judge(share);
        assertThat(state(unit)).isEqualTo(WorkUnitState.VALIDATED);
        return unit;
    }

    private void judge(double share) {
        try (ValidatorPass pass = new ValidatorPass(new JudgingTerms(HOLD, Assumptions.DEFAULT, share))) {
            while (!list(tx -> db.results().awaitingJudgement(tx, 1)).isEmpty()) {
                pass.pass(db, files);
            }
        }
    }

    private Result unsent(WorkUnit unit) {
        return world.copies(unit.id()).stream()
                .filter(copy -> copy.state() == ResultState.UNSENT)
                .findFirst()
                .orElseThrow();
    }

    private void give(WorkUnit unit, int host, String digest) {
        world.bringBack(world.dispatch(unsent(unit), hosts.get(host)), digest);
    }

    private void trusted(WorkUnit unit) {
        ApplicationId application = Objects.requireNonNull(tx(tx -> db.applications()
                .version(tx, db.batches().byId(tx, unit.batchId()).orElseThrow().appVersionId())
                .orElseThrow()
                .applicationId()));
        Standing standing = new Standing(1_000, 1_000, 0, false);
        db.runInTransaction(tx -> db.trust()
                .save(
                        tx,
                        List.of(
                                new HostTrust(hosts.get(0).id(), application, standing, 0, 0),
                                new HostTrust(hosts.get(1).id(), application, standing, 0, 0)),
                        List.of()));
    }

    private List<TrustChange> changes(int host) {
        return list(tx -> db.trust().changes(tx, hosts.get(host).id(), 100));
    }
}
