package org.manyhands.server.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.manyhands.db.batch.Batch;
import org.manyhands.db.result.Origin;
import org.manyhands.db.schedule.HostRecord;
import org.manyhands.protocol.agent.SyncReply.Shortfall;
import org.manyhands.protocol.agent.WorkRequest;
import org.manyhands.protocol.id.AccountId;
import org.manyhands.protocol.id.AppVersionId;

class SizeRuleTest {
    private static final long NOW = 1_000_000_000;

    /** A piece takes a host of speed 1 a minute. */
    private static final Batch BATCH = Ready.sized(7, 60);

    private final SizeRule rule = new SizeRule(Duration.ofHours(1));
    private final ReadyWork ready = new ReadyWork(List.of(rule), () -> Facts.NONE);

    @Test
    void aHostOfAMeasuredSpeedGetsItsSize() {
        add(1, 128, 32, 8);

        assertThat(pieces(speed(1), NOW)).as("32 minutes").isEqualTo(32);
        assertThat(pieces(speed(4), NOW)).as("32 minutes").isEqualTo(128);
        assertThat(pieces(speed(0.3), NOW)).as("26 minutes").isEqualTo(8);
    }

    @Test
    void withoutOneOfItsSizeItGetsTheNearestThatIsSmaller() {
        add(1, 4, 16, 2);

        assertThat(pieces(speed(4), NOW)).isEqualTo(16);
        assertThat(pieces(speed(4), NOW)).isEqualTo(4);
    }

    @Test
    void aShorterRunIsOfTheSizeThatHoldsIt() {
        add(33, 31);

        assertThat(pieces(speed(1), NOW)).isEqualTo(31);
        assertThat(pieces(speed(1), NOW)).isZero();
    }

    @Test
    void aHostThatWasNeverMeasuredGetsOnePiece() {
        add(2);
        Chosen chosen = pick(HostRecord.NONE, NOW, 1_000_000_000);
        assertThat(chosen.picks()).isEmpty();
        assertThat(chosen.shortfalls()).extracting(Shortfall::rule).containsExactly("size");
        assertThat(chosen.shortfalls().get(0).detail())
                .contains(
                        "1 result that waits is",
                        "up to 1 piece of the input",
                        "40 minutes",
                        "nobody took them for 10 minutes",
                        "claims within 60 minutes");

        add(1);
        assertThat(pieces(HostRecord.NONE, NOW)).isEqualTo(1);
    }

    @Test
    void whatNobodyOfItsSizeTookGoesToAnybodyWhoCanFinishIt() {
        add(512);
        long late = NOW + SizeRule.PATIENCE_MILLIS;

        assertThat(pieces(speed(1), late - 1)).isZero();
        assertThat(pieces(speed(0.001), late)).as("a year").isZero();
        assertThat(pieces(speed(1), late)).as("8 hours").isEqualTo(512);
    }

    @Test
    void whatAHostClaimsOfItsSpeedCountsOnlyWhereNothingWasMeasured() {
        add(512);
        long late = NOW + SizeRule.PATIENCE_MILLIS;

        assertThat(pick(HostRecord.NONE, NOW, 1_000_000).picks()).isEmpty();
        assertThat(pick(speed(0.001), late, 1_000_000).picks()).isEmpty();
        assertThat(pick(HostRecord.NONE, late, 100).picks()).hasSize(1);
    }

    /** Its deadline is the project's until it returned something, whatever it claims. */
    @Test
    void aHostThatWasNeverMeasuredGetsNothingThatItsFirstDeadlineWouldEnd() {
        add(512);
        long late = NOW + SizeRule.PATIENCE_MILLIS;

        assertThat(pick(HostRecord.NONE, late, 10).picks())
                .as("51 minutes of work alone")
                .isEmpty();
        assertThat(pick(HostRecord.NONE, late, 0).picks()).as("nobody knows").isEmpty();
        assertThat(pick(HostRecord.NONE, late, 50).picks())
                .as("10 minutes of work alone")
                .hasSize(1);
    }

    @Test
    void aCopyThatReplacesALostOneIsKeptForItsSizeAgain() {
        ready.add(new ReadyBlock(
                5,
                Ready.offer(BATCH),
                -1,
                new ReadyBlock.Wanted(0, NOW + SizeRule.PATIENCE_MILLIS),
                Ready.large(7, 50, 1_024)));

        assertThat(pieces(speed(1), NOW + SizeRule.PATIENCE_MILLIS)).isZero();
        assertThat(pieces(speed(30), NOW + SizeRule.PATIENCE_MILLIS)).isEqualTo(1_024);
    }

    @Test
    void howMuchIsRememberedHasABoundThoughAllIsNew() {
        for (int unit = 0; unit < SizeRule.MOST + 100; unit++) {
            rule.see(new ReadyBlock(
                    unit, Ready.offer(BATCH), 0, new ReadyBlock.Wanted(0, NOW), Ready.large(7, unit, 2)));
        }

        assertThat(rule.known()).isEqualTo(SizeRule.MOST);
    }

    @Test
    void otherBatchesAreForEverybody() {
        ready.add(Ready.block(1, Ready.quoted(7, 1_000_000), 0, Ready.units(7, 1, 1, 1)));

        assertThat(pieces(HostRecord.NONE, NOW)).isEqualTo(1);
    }

    private void add(int... pieces) {
        for (int number : pieces) {
            ready.add(new ReadyBlock(
                    number, Ready.offer(BATCH), 0, new ReadyBlock.Wanted(0, NOW), Ready.large(7, number, number)));
        }
    }

    private static HostRecord speed(double speed) {
        return HostRecord.NONE.returned(1_000_000, 1_000_000 / speed, 1_000_000 / speed);
    }

    /** Of the one work unit that it gets. */
    private int pieces(HostRecord record, long nowMillis) {
        return pick(record, nowMillis, 0).picks().stream()
                .mapToInt(pick -> pick.unit().pieces())
                .sum();
    }

    private Chosen pick(HostRecord record, long nowMillis, long claimed) {
        Asking asking = new Asking(
                Ready.host(new AccountId(1)),
                new WorkRequest(1, 1, claimed, 60, 1L << 30),
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
