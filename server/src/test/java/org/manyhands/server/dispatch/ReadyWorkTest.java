package org.manyhands.server.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.manyhands.db.batch.Batch;
import org.manyhands.db.workunit.WorkUnit;
import org.manyhands.protocol.agent.SyncReply.Shortfall;
import org.manyhands.protocol.agent.WorkRequest;
import org.manyhands.protocol.id.AccountId;
import org.manyhands.protocol.id.BatchId;
import org.manyhands.protocol.id.WorkUnitId;

class ReadyWorkTest {
    private static final long NOW = 1_000_000;
    private static final long DEADLINE = NOW + 3_600_000;
    private static final AccountId VERA = new AccountId(1);
    private static final AccountId OTTO = new AccountId(2);

    private final ReadyWork ready = new ReadyWork(List.of(new MemoryRule()), () -> Facts.NONE);

    @Test
    void lowerPriorityComesFirstThenTheOrderOfResults() {
        ready.add(Ready.block(1, Ready.batch(7), 5, Ready.units(7, 1, 2, 1)));
        ready.add(Ready.block(2, Ready.batch(8), 0, Ready.units(8, 11, 2, 1)));

        assertThat(units(pick(VERA, 3))).containsExactly(11L, 12L, 1L);
    }

    @Test
    void anAccountGetsOneCopyOfAWorkUnitAndAnotherAccountTheOther() {
        ready.add(Ready.block(1, Ready.batch(7), 0, Ready.units(7, 1, 3, 2)));

        assertThat(units(pick(VERA, 10))).containsExactly(1L, 2L, 3L);
        Chosen none = pick(VERA, 10);
        assertThat(none.picks()).isEmpty();
        assertThat(none.shortfalls()).extracting(Shortfall::rule).containsExactly("one-copy-an-account");
        assertThat(none.shortfalls().get(0).detail()).contains("3 results wait", "account 1");
        assertThat(units(pick(OTTO, 10))).containsExactly(1L, 2L, 3L);
        assertThat(pick(OTTO, 1).shortfalls()).extracting(Shortfall::rule).containsExactly("none-ready");
    }

    @Test
    void anAccountWithCopiesOfThousandsPassesThemOverOnceAndNoCallLooksAtMoreThanItsShare() {
        int thousands = 2 * Selection.MOST_LOOKED_AT + 10;
        List<ReadyBlock.Unit> units =
                new ArrayList<>(Ready.units(7, 1, thousands, 1, Map.of(VERA, Claim.until(Long.MAX_VALUE))));
        units.addAll(Ready.units(7, thousands + 1, 1, 1));
        ready.add(Ready.block(1, Ready.batch(7), 0, units));

        Chosen first = pick(VERA, 1);
        Chosen second = pick(VERA, 1);
        Chosen third = pick(VERA, 1);

        assertThat(first.picks()).isEmpty();
        assertThat(first.shortfalls().get(0).detail()).contains("all 2000", "next call looks at others");
        assertThat(second.picks()).isEmpty();
        assertThat(units(third)).containsExactly(thousands + 1L);
        assertThat(units(pick(OTTO, 2))).containsExactly(1L, 2L);
    }

    @Test
    void aQuotaThatIsUsedUpIsNamedForASingleWorkUnit() {
        ReadyWork limited = new ReadyWork(List.of(new QuotaRule()), () -> Facts.NONE);
        Batch batch = Ready.batch(7);
        ReadyBlock.Unit unit = Ready.units(7, 1, 1, 1).get(0);
        Asking usedUp = Ready.asking(VERA, 1, DEADLINE)
                .now(1, Map.of(batch.appVersionId(), new Allowance(2, 0)), Asking.Known.NOTHING);

        assertThat(limited.against(usedUp, Ready.offer(batch), unit.unit()))
                .hasValueSatisfying(rule -> assertThat(rule.name()).isEqualTo("quota"));
        assertThat(limited.against(Ready.asking(VERA, 1, DEADLINE), Ready.offer(batch), unit.unit()))
                .isEmpty();
    }

    @Test
    void aClaimIsForgottenWhenItsTimeIsOver() {
        ready.add(Ready.block(1, Ready.batch(7), 0, Ready.units(7, 1, 1, 1, Map.of(VERA, Claim.until(NOW + 5)))));

        assertThat(pick(VERA, 1).picks()).isEmpty();
        assertThat(units(ready.pick(Ready.asking(VERA, 1, DEADLINE), batch -> true, NOW + 5)))
                .containsExactly(1L);
    }

    @Test
    void whatIsPutBackIsReadyForEveryoneAlsoForAccountsThatWerePastIt() {
        ready.add(Ready.block(1, Ready.batch(7), 0, Ready.units(7, 1, 3, 1)));
        List<Pick> vera = pick(VERA, 1).picks();
        List<Pick> otto = pick(OTTO, 1).picks();

        ready.putBack(vera);
        ready.putBack(otto);
        ready.putBack(otto);

        assertThat(ready.size()).isEqualTo(3);
        assertThat(units(pick(OTTO, 2))).containsExactly(1L, 2L);
        assertThat(units(pick(VERA, 2))).containsExactly(3L);
    }

    @Test
    void whatIsGoneLeavesAndTheAccountMayHaveAnotherCopy() {
        ready.add(Ready.block(1, Ready.batch(7), 0, Ready.units(7, 1, 1, 2)));

        ready.gone(pick(VERA, 1).picks());

        assertThat(units(pick(VERA, 1))).containsExactly(1L);
        assertThat(ready.size()).isZero();
    }

    @Test
    void aCopyThatIsClaimedElsewhereGoesToAnotherAccount() {
        ready.add(Ready.block(1, Ready.batch(7), 0, Ready.units(7, 1, 1, 1)));

        ready.claimed(pick(VERA, 1).picks().get(0), Map.of(VERA, Claim.until(DEADLINE)));

        assertThat(pick(VERA, 1).picks()).isEmpty();
        assertThat(units(pick(OTTO, 1))).containsExactly(1L);
    }

    @Test
    void aClaimInDoubtIsAskedForAgain() {
        ready.add(Ready.block(1, Ready.batch(7), 0, Ready.units(7, 1, 1, 2)));
        ready.sent(pick(VERA, 1).picks());
        assertThat(pick(VERA, 1).picks()).isEmpty();

        ready.doubt(new WorkUnitId(1), VERA);

        assertThat(units(pick(VERA, 1))).containsExactly(1L);
    }

    @Test
    void aBlockIsEmptyWhenAllOfItHasLeftAndNotBefore() {
        ready.add(Ready.block(1, Ready.batch(7), 0, Ready.units(7, 1, 2, 1)));
        List<Pick> picks = pick(VERA, 2).picks();
        assertThat(ready.takeEmptied()).isEmpty();

        ready.sent(picks.subList(0, 1));
        assertThat(ready.takeEmptied()).isEmpty();
        ready.gone(picks.subList(1, 2));

        assertThat(ready.takeEmptied()).containsExactly(1L);
        assertThat(ready.takeEmptied()).isEmpty();
    }

    @Test
    void aForgottenBlockLeavesAndItsPicksDoNotComeBack() {
        ready.add(Ready.block(1, Ready.batch(7), 0, Ready.units(7, 1, 2, 1)));
        List<Pick> picks = pick(VERA, 1).picks();

        ready.forget(List.of(1L));
        ready.putBack(picks);

        assertThat(ready.size()).isZero();
        assertThat(ready.blocks()).isEmpty();
        assertThat(pick(OTTO, 1).picks()).isEmpty();
    }

    @Test
    void aBlockThatIsReadTwiceIsThereOnceAlsoWhileAPartOfItIsUnderWay() {
        ReadyBlock block = Ready.block(1, Ready.batch(7), 0, Ready.units(7, 1, 2, 1));
        ready.add(block);
        List<Pick> picks = pick(VERA, 1).picks();

        ready.add(block);
        ready.putBack(picks);

        assertThat(ready.size()).isEqualTo(2);
        assertThat(units(pick(OTTO, 5))).containsExactly(1L, 2L);
    }

    @Test
    void aBatchThatDoesNotRunHandsOutNothing() {
        ready.add(Ready.block(1, Ready.batch(7), 0, Ready.units(7, 1, 2, 1)));
        ready.add(Ready.block(2, Ready.batch(8), 0, Ready.units(8, 11, 2, 1)));

        Chosen chosen = ready.pick(Ready.asking(VERA, 5, DEADLINE), new BatchId(8)::equals, NOW);

        assertThat(units(chosen)).containsExactly(11L, 12L);
    }

    @Test
    void whatDoesNotFitIsNamedWithItsFiguresAndOthersAreFound() {
        ready.add(Ready.block(1, Ready.batch(7, 4_096), 0, Ready.units(7, 1, 3, 1)));
        ready.add(Ready.block(2, Ready.batch(8, 64), 0, Ready.units(8, 11, 1, 1)));

        Chosen chosen = ready.pick(
                new Asking(
                        Ready.host(VERA),
                        new WorkRequest(5, 1, 0, 60, 1_000),
                        Choice.STANDARD,
                        Map.of(),
                        5,
                        0,
                        DEADLINE),
                batch -> true,
                NOW);

        assertThat(units(chosen)).containsExactly(11L);
        assertThat(chosen.enough()).isFalse();
        assertThat(chosen.shortfalls()).singleElement().satisfies(why -> {
            assertThat(why.rule()).isEqualTo("memory");
            assertThat(why.detail()).contains("3 results", "4096", "1000");
        });
    }

    @Test
    void aRuleMayLookAtSingleWorkUnits() {
        ReadyWork odd = new ReadyWork(
                List.of(new MatchingRule() {
                    @Override
                    public String name() {
                        return "odd";
                    }

                    @Override
                    public boolean admits(Asking asking, Offer offer) {
                        return true;
                    }

                    @Override
                    public boolean admits(Asking asking, Offer offer, WorkUnit unit) {
                        return unit.id().value() % 2 == 1;
                    }

                    @Override
                    public String words(Asking asking, long results, List<Offer> offers) {
                        return results + " are even";
                    }
                }),
                () -> Facts.NONE);
        odd.add(Ready.block(1, Ready.batch(7), 0, Ready.units(7, 1, 4, 1)));

        Chosen chosen = odd.pick(Ready.asking(VERA, 4, DEADLINE), batch -> true, NOW);

        assertThat(units(chosen)).containsExactly(1L, 3L);
        assertThat(chosen.shortfalls()).containsExactly(new Shortfall("odd", "2 are even"));
    }

    @Test
    void itKnowsHowManyAnAccountMayHave() {
        ready.add(Ready.block(1, Ready.batch(7), 0, Ready.units(7, 1, 3, 2)));
        pick(VERA, 2);

        assertThat(ready.free(Seeker.anywhere(VERA), 10)).isEqualTo(1);
        assertThat(ready.free(Seeker.anywhere(OTTO), 10)).isEqualTo(3);
        assertThat(ready.free(Seeker.anywhere(OTTO), 2)).isEqualTo(2);
        assertThat(ready.size()).isEqualTo(4);
    }

    private Chosen pick(AccountId account, int most) {
        return ready.pick(Ready.asking(account, most, DEADLINE), batch -> true, NOW);
    }

    private static List<Long> units(Chosen chosen) {
        return chosen.picks().stream().map(pick -> pick.unit().id().value()).toList();
    }
}
