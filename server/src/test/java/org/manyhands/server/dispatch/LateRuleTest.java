package org.manyhands.server.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.manyhands.db.ending.Ending;
import org.manyhands.db.result.Origin;
import org.manyhands.db.schedule.HostRecord;
import org.manyhands.protocol.agent.SyncReply.Shortfall;
import org.manyhands.protocol.agent.WorkRequest;
import org.manyhands.protocol.id.AccountId;
import org.manyhands.protocol.id.AppVersionId;
import org.manyhands.protocol.id.BatchId;

/** Half an hour from nothing being left; a task takes fast hosts an hour, and enough others not much longer. */
class LateRuleTest {
    private static final long NOW = 1_000_000_000;
    private static final double HOUR = 3_600;
    private static final BatchId BATCH = new BatchId(7);
    private static final Ending ENDING = new Ending(9, HOUR / 2, HOUR, HOUR, 1.2 * HOUR);

    private final Endings endings = new Endings();
    private final TailRule tail = new TailRule();
    private final ReadyWork ready = new ReadyWork(List.of(tail, new LateRule(endings, tail::knows)), () -> Facts.NONE);

    @Test
    void aHostThatWouldBeDoneAfterAllOthersGetsNoFirstCopyAndIsToldWhy() {
        ready.add(Ready.block(1, Ready.quoted(7, 3_600), 0, Ready.units(7, 1, 3, 1)));
        endings.note(BATCH, Optional.of(ENDING), NOW);

        Chosen slow = pick(takes(2 * HOUR), NOW);

        assertThat(slow.picks()).isEmpty();
        assertThat(slow.wantsMore()).as("other blocks are no better for it").isFalse();
        assertThat(slow.shortfalls()).singleElement().satisfies(why -> {
            assertThat(why.rule()).isEqualTo("late");
            assertThat(why.detail())
                    .contains(
                            "3 results",
                            "within about 30 minutes",
                            "which needs about 12",
                            "minutes for one",
                            "gets other work",
                            "nobody took one for 10 minutes");
        });
        assertThat(pick(takes(1.5 * HOUR), NOW).picks()).hasSize(1);
    }

    @Test
    void itGetsOtherWorkHoweverMuchOfThatWaits() {
        ready.add(Ready.block(1, Ready.quoted(7, 3_600), 0, Ready.units(7, 1, Selection.MOST_LOOKED_AT + 1, 1)));
        ready.add(Ready.block(2, Ready.quoted(8, 3_600), 0, Ready.units(8, 5_000, 1, 1)));
        endings.note(BATCH, Optional.of(ENDING), NOW);

        assertThat(pick(takes(2 * HOUR), NOW).picks())
                .extracting(pick -> pick.batch().id())
                .containsExactly(new BatchId(8));
    }

    @Test
    void aHostThatWasNeverMeasuredMayHaveOne() {
        ready.add(Ready.block(1, Ready.quoted(7, 3_600), 0, Ready.units(7, 1, 1, 1)));
        endings.note(BATCH, Optional.of(ENDING), NOW);

        assertThat(pick(HostRecord.NONE, NOW).picks()).hasSize(1);
    }

    @Test
    void whereTooFewOthersAreInTimeNobodyIsKeptFromIt() {
        ready.add(Ready.block(1, Ready.quoted(7, 3_600), 0, Ready.units(7, 1, 1, 1)));
        endings.note(BATCH, Optional.of(new Ending(9, HOUR / 2, HOUR, HOUR, 1.9 * HOUR)), NOW);

        assertThat(pick(takes(2 * HOUR), NOW).picks()).hasSize(1);
    }

    @Test
    void whatWasSeenAMinuteAgoCountsNoMore() {
        ready.add(Ready.block(1, Ready.quoted(7, 3_600), 0, Ready.units(7, 1, 1, 1)));
        endings.note(BATCH, Optional.of(ENDING), NOW);

        assertThat(pick(takes(2 * HOUR), NOW + Endings.FRESH_MILLIS).picks()).isEmpty();
        assertThat(pick(takes(2 * HOUR), NOW + Endings.FRESH_MILLIS + 1).picks())
                .hasSize(1);
    }

    @Test
    void whatNobodyTookForTenMinutesIsForAnybodyForTenMore() {
        ready.add(Ready.block(1, Ready.quoted(7, 3_600), 0, Ready.units(7, 1, 9, 1)));
        long step = Endings.STANDSTILL_MILLIS / 10;
        for (long at = 0; at < Endings.STANDSTILL_MILLIS; at += step) {
            endings.note(BATCH, Optional.of(ENDING), NOW + at);
            assertThat(pick(takes(2 * HOUR), NOW + at).picks()).isEmpty();
        }
        long still = NOW + Endings.STANDSTILL_MILLIS;
        endings.note(BATCH, Optional.of(ENDING), still);
        assertThat(pick(takes(2 * HOUR), still).picks()).hasSize(1);

        // One went out: the others are for anybody all the same, and when fast hosts had their time to come back they
        // are kept for them again.
        Ending less = new Ending(8, HOUR / 2, HOUR, HOUR, 1.2 * HOUR);
        endings.note(BATCH, Optional.of(less), still + step);
        assertThat(pick(takes(2 * HOUR), still + step).picks()).hasSize(1);
        endings.note(BATCH, Optional.of(less), still + Endings.STANDSTILL_MILLIS);
        assertThat(pick(takes(2 * HOUR), still + Endings.STANDSTILL_MILLIS).picks())
                .isEmpty();
    }

    @Test
    void aCopyForTheEndGoesToWhomItsOwnRuleLets() {
        ready.add(new ReadyBlock(
                1,
                Ready.offer(Ready.quoted(7, 3_600)),
                -2,
                new ReadyBlock.Wanted(20_000, NOW),
                Ready.units(7, 1, 1, 1)));
        endings.note(BATCH, Optional.of(ENDING), NOW);

        assertThat(pick(takes(2 * HOUR), NOW).picks()).hasSize(1);
    }

    @Test
    void ofABatchInSizesWhatIsSmallEnoughIsInTime() {
        ready.add(Ready.block(1, Ready.sized(7, 60), 0, Ready.large(7, 1, 64)));
        ready.add(Ready.block(2, Ready.sized(7, 60), 0, Ready.large(7, 2, 8)));
        endings.note(BATCH, Optional.of(new Ending(9, 1_000, HOUR, 60, 70)), NOW);
        HostRecord threeTimesAsLong = takes(3 * HOUR);

        Chosen chosen = pick(threeTimesAsLong, NOW);

        assertThat(chosen.picks()).extracting(pick -> pick.unit().pieces()).containsExactly(8);
        assertThat(pick(threeTimesAsLong, NOW).shortfalls())
                .extracting(Shortfall::rule)
                .containsExactly("late");
    }

    /** A task of 3,600 fuel takes it so long, and it is never off. */
    private static HostRecord takes(double seconds) {
        HostRecord record = HostRecord.NONE;
        for (int result = 0; result < 100; result++) {
            record = record.returned(3_600, seconds, seconds);
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
