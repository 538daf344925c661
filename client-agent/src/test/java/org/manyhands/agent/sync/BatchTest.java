package org.manyhands.agent.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.manyhands.agent.task.TaskBoard.Held;
import org.manyhands.agent.task.TaskBoard.Phase;
import org.manyhands.protocol.agent.Holding;
import org.manyhands.protocol.agent.OutcomeReport;
import org.manyhands.protocol.agent.OutputReport;
import org.manyhands.protocol.agent.ResultReport;
import org.manyhands.protocol.agent.StreamReport;
import org.manyhands.protocol.id.ResultId;
import org.manyhands.protocol.json.Json;

class BatchTest {
    @Test
    void finishedOnesAreReportedAndTheOthersNamed() {
        Batch batch = Batch.of(List.of(finished(1, 10), running(2, 77)), 100);
        assertThat(batch.finished()).extracting(ResultReport::resultId).containsExactly(new ResultId(1));
        assertThat(batch.holding()).containsExactly(new Holding(new ResultId(2), 77));
        assertThat(batch.more()).isFalse();
    }

    @Test
    void whatDoesNotFitIsNamedSoThatItIsNotTakenForLost() {
        int size = (int) (Batch.MOST_BYTES / 2);
        Batch batch = Batch.of(List.of(finished(1, size), finished(2, size), finished(3, size)), 100);
        assertThat(batch.finished()).hasSize(2);
        assertThat(batch.holding()).containsExactly(new Holding(new ResultId(3), 5));
        assertThat(batch.more()).isTrue();
    }

    @Test
    void namesOfFilesTakeRoomToo() {
        List<Held> many = LongStream.rangeClosed(1, 100)
                .mapToObj(id -> finished(id, 0, 1_000))
                .toList();

        Batch batch = Batch.of(many, 100);

        assertThat(batch.finished()).hasSizeBetween(1, 20);
        assertThat(Json.write(batch.finished()).length()).isLessThan(2 * (int) Batch.MOST_BYTES);
    }

    @Test
    void oneReportGoesHoweverLargeItIs() {
        Batch batch = Batch.of(List.of(finished(1, (int) (2 * Batch.MOST_BYTES))), 100);
        assertThat(batch.finished()).hasSize(1);
        assertThat(batch.more()).isFalse();
    }

    @Test
    void theNumberIsBounded() {
        List<Held> many =
                LongStream.rangeClosed(1, 10).mapToObj(id -> finished(id, 1)).toList();
        Batch batch = Batch.of(many, 4);
        assertThat(batch.finished()).hasSize(4);
        assertThat(batch.holding()).hasSize(6);
        assertThat(batch.more()).isTrue();
    }

    private static Held running(long id, long fuel) {
        return new Held(new ResultId(id), null, Phase.RUNNING, fuel, null);
    }

    private static Held finished(long id, int bytes) {
        return finished(id, bytes, 0);
    }

    private static Held finished(long id, int bytes, int files) {
        ResultReport report = new ResultReport(
                new ResultId(id),
                new OutcomeReport(OutcomeReport.Kind.FINISHED, 0, ""),
                5,
                "",
                new StreamReport(bytes, new byte[bytes]),
                new StreamReport(0, new byte[0]),
                IntStream.range(0, files)
                        .mapToObj(file -> new OutputReport("out-" + file, 100, "a".repeat(64), null))
                        .toList(),
                1);
        return new Held(new ResultId(id), null, Phase.FINISHED, 0, report);
    }
}
