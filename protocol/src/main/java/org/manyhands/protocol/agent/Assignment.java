package org.manyhands.protocol.agent;

import java.util.List;
import org.manyhands.protocol.id.AppVersionId;
import org.manyhands.protocol.id.BatchId;
import org.manyhands.protocol.id.HostId;
import org.manyhands.protocol.id.ResultId;
import org.manyhands.protocol.id.WorkUnitId;

/**
 * The order to run one result on one host, signed with the project's assignment key. Everything a run depends on is
 * here or in the {@link AppVersion}.
 *
 * @param arguments the whole argument list after the program's name
 * @param inputs files below {@code /in}, those of the application version not among them
 * @param seed seed of the work unit's randomness
 * @param deadlineMillis when the server gives up waiting, by its own clock
 * @param expectedFuel what the quote measured, 0 when not known
 * @param batchName for people
 * @param researcher for people: whose science this is
 */
public record Assignment(
        String projectId,
        HostId hostId,
        ResultId resultId,
        WorkUnitId workUnitId,
        BatchId batchId,
        AppVersionId appVersionId,
        List<String> arguments,
        List<InputReference> inputs,
        long seed,
        UnitLimits limits,
        long deadlineMillis,
        long expectedFuel,
        String batchName,
        String researcher) {}
