package org.manyhands.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class EndWordsTest {
    @Test
    void everyEndHasItsWords() {
        assertThat(said(new Outcome.Finished(3), "")).isEqualTo("finished with exit code 3 instead of 0");
        assertThat(said(new Outcome.Trapped(Outcome.Trap.MEMORY_OUT_OF_BOUNDS), ""))
                .isEqualTo("was stopped by a trap: memory out of bounds");
        assertThat(said(new Outcome.Exceeded(Outcome.Limit.FUEL), "")).isEqualTo("reached its limit on fuel");
        assertThat(said(new Outcome.HostFailed("no room"), "")).isEqualTo("could not be run to its end: no room");
        assertThat(said(new Outcome.Cancelled(), "")).isEqualTo("was cancelled");
    }

    @Test
    void theLastLinesThatSaySomethingFollow() {
        assertThat(said(new Outcome.Finished(3), "one\ntwo\n\nthr\u001bee\n \n"))
                .isEqualTo("finished with exit code 3 instead of 0; standard error ends: two | thr ee");
    }

    @Test
    void aLineIsCut() {
        assertThat(EndWords.lastLines("x".repeat(400).getBytes(StandardCharsets.UTF_8), 1))
                .hasSize(300)
                .endsWith("x…");
        assertThat(EndWords.firstLine("a\tb\nc".getBytes(StandardCharsets.UTF_8)))
                .isEqualTo("a b");
    }

    private static String said(Outcome outcome, String stderr) {
        byte[] bytes = stderr.getBytes(StandardCharsets.UTF_8);
        CapturedStream captured = new CapturedStream(bytes.length, bytes);
        RunOutcome run = new RunOutcome(outcome, 1, CapturedStream.EMPTY, captured, List.of(), "", "module", 1, 0, 0);
        return EndWords.of(run, "0", 2);
    }
}
