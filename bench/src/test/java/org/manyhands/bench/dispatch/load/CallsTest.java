package org.manyhands.bench.dispatch.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.manyhands.protocol.agent.Assignment;
import org.manyhands.protocol.agent.OutputReport;
import org.manyhands.protocol.agent.ResultReport;
import org.manyhands.protocol.agent.SyncReply;
import org.manyhands.protocol.agent.SyncRequest;
import org.manyhands.protocol.agent.UnitLimits;
import org.manyhands.protocol.agent.WorkRequest;
import org.manyhands.protocol.crypto.Digests;
import org.manyhands.protocol.crypto.KeyPurpose;
import org.manyhands.protocol.crypto.Signed;
import org.manyhands.protocol.crypto.SigningKey;
import org.manyhands.protocol.id.AppVersionId;
import org.manyhands.protocol.id.BatchId;
import org.manyhands.protocol.id.HostId;
import org.manyhands.protocol.id.ResultId;
import org.manyhands.protocol.id.WorkUnitId;
import org.manyhands.protocol.json.Json;

/** What the load generator writes and reads without the protocol's own classes is what those write and read. */
class CallsTest {
    private static final SigningKey KEY = SigningKey.generate(new SecureRandom());

    @Test
    void a_call_is_one_of_the_protocol() throws Exception {
        CallWriter writer = new CallWriter(5_000, 8);
        List<ReplyScan.Task> tasks =
                List.of(new ReplyScan.Task(11, 3), new ReplyScan.Task(12, 3 + CallWriter.VARIANTS));
        SyncRequest call = Json.read(writer.body(tasks, true), SyncRequest.class);

        assertThat(call.wanted().results()).isEqualTo(8);
        assertThat(call.finished())
                .extracting(ResultReport::resultId)
                .containsExactly(new ResultId(11), new ResultId(12));
        ResultReport report = call.finished().get(0);
        assertThat(report.fuel()).isEqualTo(5_000);
        assertThat(report.digest()).isEqualTo(call.finished().get(1).digest());
        OutputReport output = report.outputs().get(0);
        assertThat(output.content()).hasSize(CallWriter.OUTPUT_BYTES);
        assertThat(output.sha256()).isEqualTo(Digests.sha256(output.content()));
        assertThat(Json.read(writer.body(tasks, false), SyncRequest.class).wanted())
                .isEqualTo(WorkRequest.NONE);
    }

    @Test
    void work_units_have_results_of_their_own() throws Exception {
        CallWriter writer = new CallWriter(5_000, 8);
        List<ReplyScan.Task> tasks = List.of(new ReplyScan.Task(11, 3), new ReplyScan.Task(12, 4));
        assertThat(Json.read(writer.body(tasks, true), SyncRequest.class).finished())
                .extracting(ResultReport::digest)
                .doesNotHaveDuplicates();
    }

    @Test
    void a_reply_of_the_protocol_is_understood() {
        SyncReply reply = new SyncReply(
                1,
                List.of(
                        new SyncReply.Acknowledgement(new ResultId(11), true, "", ""),
                        new SyncReply.Acknowledgement(new ResultId(12), false, "UNKNOWN", "not \"yours\"")),
                List.of(new ResultId(5), new ResultId(6)),
                List.of(assignment(21, 31), assignment(22, 32)),
                List.of(),
                List.of("hello"),
                List.of(),
                17,
                123);
        ReplyScan.Reply read = ReplyScan.read(Json.write(reply).getBytes(StandardCharsets.UTF_8));

        assertThat(read.acknowledged())
                .containsExactly(new ReplyScan.Acknowledged(11, true), new ReplyScan.Acknowledged(12, false));
        assertThat(read.cancelled()).containsExactly(5L, 6L);
        assertThat(read.tasks()).containsExactly(new ReplyScan.Task(21, 31), new ReplyScan.Task(22, 32));
        assertThat(read.nextCallSeconds()).isEqualTo(17);
    }

    @Test
    void a_reply_without_anything_is_understood() {
        SyncReply reply = new SyncReply(1, List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), 2, 123);
        ReplyScan.Reply read = ReplyScan.read(Json.write(reply).getBytes(StandardCharsets.UTF_8));
        assertThat(read).isEqualTo(new ReplyScan.Reply(List.of(), List.of(), List.of(), 2));
    }

    @Test
    void percentiles_are_those_of_the_nearest_rank() {
        long[] hundred = java.util.stream.LongStream.rangeClosed(1, 100).toArray();
        assertThat(LoadReport.percentile(hundred, 95)).isEqualTo(95);
        assertThat(LoadReport.percentile(new long[] {7}, 50)).isEqualTo(7);
        assertThat(LoadReport.percentile(new long[0], 99)).isZero();
    }

    private static Signed assignment(long result, long unit) {
        Assignment assignment = new Assignment(
                "project",
                new HostId(1),
                new ResultId(result),
                new WorkUnitId(unit),
                new BatchId(4),
                new AppVersionId(5),
                List.of("{\"resultId\":\"99\"}"),
                List.of(),
                1,
                new UnitLimits(1, 1, 1, 1),
                1,
                1,
                "batch",
                "researcher");
        return Signed.sign(KeyPurpose.ASSIGNMENT, assignment, KEY);
    }
}
