package org.manyhands.validator;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.manyhands.protocol.agent.OutcomeReport;
import org.manyhands.protocol.agent.ResultReport;
import org.manyhands.protocol.agent.StreamReport;
import org.manyhands.protocol.id.ResultId;

class LastWordsTest {
    @Test
    void theLastLineOfStandardErrorIsPartOfTheReason() {
        assertThat(LastWords.append("trapped", report("starting\nno such column: width\n\n")))
                .isEqualTo("trapped; standard error ends: no such column: width");
    }

    @Test
    void withoutReportOrWordsTheReasonStandsAlone() {
        assertThat(LastWords.append("trapped", Optional.empty())).isEqualTo("trapped");
        assertThat(LastWords.append("trapped", report(" \n"))).isEqualTo("trapped");
    }

    @Test
    void controlCharactersDoNotReachLogsAndPages() {
        assertThat(LastWords.append("trapped", report("a\u001b[31mb\u0007c")))
                .isEqualTo("trapped; standard error ends: a [31mb c");
    }

    @Test
    void longTextsAreCutToFitTheirColumn() {
        assertThat(LastWords.append("x".repeat(5_000), report("y".repeat(5_000))))
                .hasSizeLessThan(2_000);
    }

    private static Optional<ResultReport> report(String stderr) {
        byte[] bytes = stderr.getBytes(StandardCharsets.UTF_8);
        StreamReport nothing = new StreamReport(0, new byte[0]);
        return Optional.of(new ResultReport(
                new ResultId(1),
                new OutcomeReport(OutcomeReport.Kind.TRAPPED, 0, "UNREACHABLE"),
                1,
                "d",
                nothing,
                new StreamReport(bytes.length, bytes),
                List.of(),
                1));
    }
}
