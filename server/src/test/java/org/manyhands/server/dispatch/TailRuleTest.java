package org.manyhands.server.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.manyhands.db.result.Origin;
import org.manyhands.db.schedule.HostRecord;
import org.manyhands.protocol.agent.SyncReply.Shortfall;
import org.manyhands.protocol.agent.WorkRequest;
import org.manyhands.protocol.id.AccountId;
import org.manyhands.protocol.id.AppVersionId;

class TailRuleTest {
    private static final long NOW = 1_000_000_000;
    private static final long FAST_SECONDS = 900;

    private final ReadyWork ready = new ReadyWork(List.of(new TailRule()), () -> Facts.NONE);

    @Test
    void aCopyForTheEndGoesToAHostThatReturnsSoonAndKeepsWhatItPromises() {
        tailBlock();

        Chosen slow = pick(learned(2_000, true), NOW);
        assertThat(slow.picks()).isEmpty();
        assertThat(slow.shortfalls()).extracting(Shortfall::rule).containsExactly("tail");
        assertThat(slow.shortfalls().get(0).detail())
                .contains("1 result that waits is", "fast and reliable", "10 minutes");
        assertThat(pick(learned(300, false), NOW).picks()).isEmpty();
        assertThat(pick(HostRecord.NONE, NOW).picks())
                .as("nothing is known of it")
                .isEmpty();
        assertThat(pick(learned(300, true), NOW).picks()).hasSize(1);
    }

    @Test
    void whenNoFastHostTookItForSomeMinutesAnyMay() {
        tailBlock();

        assertThat(pick(HostRecord.NONE, NOW + TailRule.PATIENCE_MILLIS - 1).picks())
                .isEmpty();
        assertThat(pick(HostRecord.NONE, NOW + TailRule.PATIENCE_MILLIS).picks())
                .hasSize(1);
    }

    @Test
    void aCopyThatReplacesALostOneIsForEverybodyAlsoWhileACopyForTheEndWaits() {
        tailBlock();
        ready.add(Ready.block(2, Ready.quoted(7, 1_000), -1, Ready.units(7, 1, 1, 2)));

        assertThat(pick(HostRecord.NONE, NOW).picks()).hasSize(1);
    }

    @Test
    void runningTimesThatAreClaimedTooShortMakeNoHostFast() {
        tailBlock();
        HostRecord liar = HostRecord.NONE.returned(1_000, HostRecord.believedSeconds(0.001, 2_000), 2_000);

        assertThat(pick(liar, NOW).picks()).isEmpty();
    }

    @Test
    void otherWorkIsForEverybody() {
        ready.add(Ready.block(1, Ready.batch(7), 0, Ready.units(7, 1, 1, 1)));

        assertThat(pick(HostRecord.NONE, NOW).picks()).hasSize(1);
    }

    @Test
    void howMuchIsRememberedHasABoundThoughAllIsNew() {
        TailRule rule = new TailRule();
        for (int unit = 0; unit < TailRule.MOST + 100; unit++) {
            rule.see(tailBlock(unit));
        }

        assertThat(rule.known()).isEqualTo(TailRule.MOST);
    }

    private void tailBlock() {
        ready.add(tailBlock(1));
    }

    private static ReadyBlock tailBlock(int firstUnit) {
        return new ReadyBlock(
                1,
                Ready.offer(Ready.quoted(7, 1_000)),
                -2,
                new ReadyBlock.Wanted(FAST_SECONDS, NOW),
                Ready.units(7, firstUnit, 1, 1));
    }

    /** A host to which a work unit takes so long. */
    private static HostRecord learned(double seconds, boolean reliable) {
        HostRecord record = HostRecord.NONE;
        for (int result = 0; result < 40; result++) {
            record = record.returned(1_000, seconds, seconds);
            record = reliable ? record : record.broke();
        }
        return record;
    }

    private Chosen pick(HostRecord record, long nowMillis) {
        Asking asking = new Asking(
                Ready.host(new AccountId(1)),
                new WorkRequest(1, 1, 0, 60, 1L << 30),
                Choice.STANDARD,
                Map.of(),
                1,
                0,
                nowMillis + 3_600_000,
                new Asking.Known(nowMillis, Map.of(new AppVersionId(1), record)),
                Origin.ANYWHERE);
        return ready.pick(asking, batch -> true, nowMillis);
    }
}
