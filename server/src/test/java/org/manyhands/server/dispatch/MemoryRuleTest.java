package org.manyhands.server.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.manyhands.protocol.agent.UnitLimits;
import org.manyhands.protocol.agent.WorkRequest;
import org.manyhands.protocol.id.AccountId;

class MemoryRuleTest {
    private static final long MIB = 1 << 20;

    private final MemoryRule rule = new MemoryRule();

    @Test
    void whatALargeOutputNeedsCountsAsMemory() {
        assertThat(admits(256, 256, 64)).isTrue();
        assertThat(admits(256, 256, 65)).isFalse();
        assertThat(admits(257, 256, 65)).isTrue();
        assertThat(admits(256, 64, 352)).isTrue();
        assertThat(admits(256, 64, 353)).isFalse();
    }

    @Test
    void theHostIsToldHowMuchInAll() {
        String words = rule.words(asking(256), 3, List.of(offer(256, 67)));

        assertThat(words).contains("3 results", Long.toString(258 * MIB), Long.toString(256 * MIB), "64 MiB");
    }

    private boolean admits(long slot, long memory, long output) {
        return rule.admits(asking(slot), offer(memory, output));
    }

    private static Asking asking(long slot) {
        return new Asking(
                Ready.host(new AccountId(1)),
                new WorkRequest(5, 1, 0, 60, slot * MIB),
                Choice.STANDARD,
                Map.of(),
                5,
                0,
                1_000);
    }

    private static Offer offer(long memory, long output) {
        return Ready.offer(Ready.limited(1, new UnitLimits(1_000, memory * MIB, output * MIB, 1)));
    }
}
