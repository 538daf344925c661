package org.manyhands.agent.testing;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.manyhands.protocol.agent.AppVersion;
import org.manyhands.protocol.agent.Assignment;
import org.manyhands.protocol.agent.InputReference;
import org.manyhands.protocol.agent.UnitLimits;
import org.manyhands.protocol.crypto.KeyPurpose;
import org.manyhands.protocol.crypto.Signed;
import org.manyhands.protocol.id.AppVersionId;
import org.manyhands.protocol.id.BatchId;
import org.manyhands.protocol.id.ResultId;
import org.manyhands.protocol.id.WorkUnitId;

/** Makes work for {@link FakeProject}: signed as it should be unless the test says otherwise. */
public final class FakeWork {
    /** A result with its envelopes. */
    public record Unit(ResultId id, Signed assignment, Signed appVersion) {}

    private final FakeProject project;
    private final byte[] module;
    private final int weightsVersion;

    public FakeWork(FakeProject project) {
        this(project, "a module".getBytes(StandardCharsets.UTF_8), 1);
    }

    /** Work that runs a real module. */
    public FakeWork(FakeProject project, byte[] module, int weightsVersion) {
        this.project = project;
        this.module = module;
        this.weightsVersion = weightsVersion;
    }

    public AppVersion appVersion(InputReference... files) {
        String sha256 = project.files().add(module);
        return new AppVersion(
                project.projectId,
                new AppVersionId(5),
                "app",
                "1",
                "0".repeat(64),
                sha256,
                module.length,
                weightsVersion,
                List.of(files));
    }

    public Assignment assignment(long id, InputReference... inputs) {
        return assignment(id, List.of("argument", Long.toString(id)), inputs);
    }

    private Assignment assignment(long id, List<String> arguments, InputReference... inputs) {
        return new Assignment(
                project.projectId,
                project.hostId(),
                new ResultId(id),
                new WorkUnitId(100 + id),
                new BatchId(1),
                new AppVersionId(5),
                arguments,
                List.of(inputs),
                42,
                new UnitLimits(1_000_000_000_000L, 16 << 20, 1 << 20, 10),
                System.currentTimeMillis() + 3_600_000,
                1_000,
                "batch-1",
                "Ada");
    }

    public Unit unit(long id, InputReference... inputs) {
        return sign(assignment(id, inputs), appVersion());
    }

    /** A result with these arguments. */
    public Unit unit(long id, List<String> arguments, InputReference... inputs) {
        return sign(assignment(id, arguments, inputs), appVersion());
    }

    public Unit sign(Assignment assignment, AppVersion appVersion) {
        return new Unit(
                assignment.resultId(),
                Signed.sign(KeyPurpose.ASSIGNMENT, assignment, project.assignmentKey),
                Signed.sign(KeyPurpose.APPLICATION, appVersion, project.applicationKey));
    }
}
