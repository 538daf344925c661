package org.manyhands.validator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.manyhands.db.result.ResultState;
import org.manyhands.db.testing.TestDatabase;
import org.manyhands.db.trust.Standing;
import org.manyhands.db.trust.TrustChange;
import org.manyhands.db.trust.TrustEvent;
import org.manyhands.db.workunit.WorkUnit;
import org.manyhands.db.workunit.WorkUnitState;
import org.manyhands.protocol.crypto.Digests;

/** Batches with an error rate: hosts earn trust, cheats are caught, and what they left behind is computed again. */
class TrustTest extends TrustingContract {
    private static final double ONE_IN_A_HUNDRED = 0.01;
    private static final String TRUTH = "a";
    private static final String LIE = "lie";
    private static final List<Integer> HONEST = List.of(1, 2, 3, 5, 6, 7, 8, 9);

    TrustTest(TestDatabase test) {
        super(test);
    }

    @Test
    void aHostThatNobodyKnowsIsCheckedAndTheOneThatConfirmsItIsToo() {
        WorkUnit unit = world.cutTrusting(1, ONE_IN_A_HUNDRED).get(0);
        give(unit, 0, TRUTH);
        work();
        assertThat(states(unit)).containsExactly(ResultState.RETURNED, ResultState.UNSENT);

        give(unit, 1, TRUTH);
        work();

        assertThat(state(unit)).isEqualTo(WorkUnitState.VALIDATED);
        assertThat(standing(unit, 0)).isEqualTo(new Standing(1, 1, 0, false));
        assertThat(standing(unit, 1)).isEqualTo(new Standing(1, 1, 0, false));
        assertThat(changes(0)).extracting(TrustChange::kind).containsExactly(TrustEvent.CHECK_PASSED);
        assertThat(changes(0).get(0).words()).contains("another host confirmed", "work unit " + unit.id());
    }

    @Test
    void whoIsTrustedAndHasMuchToLoseComputesAloneNearlyAlways() {
        List<WorkUnit> units = world.cutTrusting(100, ONE_IN_A_HUNDRED);
        trusted(units.get(0), 0, 1);
        confirmed(units.subList(0, 60), 0, 1);
        units.subList(60, 100).forEach(unit -> give(unit, 0, TRUTH));
        work();

        assertThat(validated(units.subList(60, 100))).hasSizeBetween(25, 40);
        assertThat(standing(units.get(0), 0).checks()).isEqualTo(1_060);
        assertThat(standing(units.get(0), 0).results()).isGreaterThan(1_080);
    }

    @Test
    void aCheatThatBehavedUntilItWasTrustedIsCaughtAndItsAnswersAreOpenedAgain() {
        List<WorkUnit> units = world.cutTrusting(31, ONE_IN_A_HUNDRED);
        trusted(units.get(0), 0, 1, 2, 3);
        confirmed(units.subList(0, 20), 0, 1);
        units.subList(20, 30).forEach(unit -> give(unit, 0, LIE));
        work();
        List<WorkUnit> wrong = validated(units.subList(20, 30));
        assertThat(wrong).isNotEmpty();

        caught(units.get(30), 0);

        assertThat(standing(units.get(0), 0).failures()).isEqualTo(1);
        assertThat(changes(0).get(0).kind()).isEqualTo(TrustEvent.CHECK_FAILED);
        assertThat(wrong).allSatisfy(unit -> {
            assertThat(state(unit)).isEqualTo(WorkUnitState.OPEN);
            assertThat(now(unit).revision()).isEqualTo(1);
            assertThat(states(unit)).contains(ResultState.UNSENT);
        });

        finish(units, TRUTH);

        assertThat(validated(units)).hasSize(31);
        assertThat(units)
                .allSatisfy(unit -> assertThat(canonical(unit).digest()).isEqualTo(Digests.sha256(TRUTH)));
        assertThat(standing(units.get(0), 0).excluded()).isTrue();
        assertThat(pending(0)).as("what a cheat loses").isZero();
        assertThat(pending(1)).isPositive();
    }

    @Test
    void twoThatShareALieAreBothExcludedOnceOneOfThemIsCaught() {
        List<WorkUnit> units = world.cutTrusting(2, ONE_IN_A_HUNDRED);
        trusted(units.get(0), 0, 1, 2, 3, 4);
        give(units.get(0), 0, LIE);
        work();
        give(units.get(0), 4, LIE);
        work();
        assertThat(state(units.get(0))).isEqualTo(WorkUnitState.VALIDATED);

        caught(units.get(1), 0);
        assertThat(state(units.get(0))).isEqualTo(WorkUnitState.OPEN);
        finish(units, TRUTH);

        assertThat(canonical(units.get(0)).digest()).isEqualTo(Digests.sha256(TRUTH));
        assertThat(standing(units.get(0), 0).excluded()).isTrue();
        assertThat(standing(units.get(0), 4).excluded()).isTrue();
        assertThat(changes(4)).extracting(TrustChange::kind).contains(TrustEvent.LIE_SHARED);
    }

    @Test
    void aNewNameIsANewHostAndIsCheckedFromTheStart() {
        List<WorkUnit> units = world.cutTrusting(1, ONE_IN_A_HUNDRED);
        trusted(units.get(0), 0);
        hosts.add(world.host(world.account()));
        int again = hosts.size() - 1;
        give(units.get(0), again, TRUTH);
        work();

        assertThat(state(units.get(0))).isEqualTo(WorkUnitState.OPEN);
        assertThat(states(units.get(0))).containsExactly(ResultState.RETURNED, ResultState.UNSENT);
    }

    @Test
    void batchesWithAQuorumOfTwoNeitherReadNorChangeTrust() {
        WorkUnit unit = world.cutBatch(1).get(0);
        bringBack(unit, 0, TRUTH);
        bringBack(unit, 1, TRUTH);
        work();

        assertThat(state(unit)).isEqualTo(WorkUnitState.VALIDATED);
        assertThat(list(tx -> db.trust().ofHost(tx, hosts.get(0).id()))).isEmpty();
    }

    @Test
    void aQuorumOfThreeExcludesTwoThatShareALieAndConfirmsTheOthers() {
        WorkUnit unit = world.cutQuorum(1, 3).get(0);
        give(unit, 0, LIE);
        give(unit, 1, LIE);
        give(unit, 2, TRUTH);
        work();
        assertThat(state(unit)).isEqualTo(WorkUnitState.OPEN);

        finish(List.of(unit), TRUTH);

        assertThat(canonical(unit).digest()).isEqualTo(Digests.sha256(TRUTH));
        assertThat(standing(unit, 0)).isEqualTo(new Standing(0, 0, 1, true));
        assertThat(changes(1)).extracting(TrustChange::kind).containsExactly(TrustEvent.LIE_SHARED);
        assertThat(standing(unit, 2)).isEqualTo(new Standing(1, 1, 0, false));
        assertThat(pending(0)).isZero();
    }

    private void confirmed(List<WorkUnit> units, int one, int other) {
        units.forEach(unit -> give(unit, one, TRUTH));
        work();
        units.forEach(unit -> give(unit, other, TRUTH));
        work();
        assertThat(validated(units)).hasSize(units.size());
    }

    /** A host that nobody knows has the first copy, which is always checked; the cheat gets the check. */
    private void caught(WorkUnit unit, int cheat) {
        give(unit, 9, TRUTH);
        work();
        give(unit, cheat, LIE);
        work();
        finish(List.of(unit), TRUTH);
    }

    /** Honest hosts bring back whatever is asked for, until nothing is. */
    private void finish(List<WorkUnit> units, String digest) {
        for (int round = 0; round < 20 && validated(units).size() < units.size(); round++) {
            for (WorkUnit unit : units) {
                while (world.copies(unit.id()).stream().anyMatch(copy -> copy.state() == ResultState.UNSENT)) {
                    give(unit, stranger(unit, HONEST), digest);
                }
            }
            work();
        }
    }

    private List<WorkUnit> validated(List<WorkUnit> units) {
        return units.stream()
                .filter(unit -> state(unit) == WorkUnitState.VALIDATED)
                .toList();
    }
}
