package org.manyhands.protocol.agent;

import java.util.List;
import org.manyhands.protocol.crypto.Signed;
import org.manyhands.protocol.id.ResultId;

/**
 * Answer to {@link SyncRequest}.
 *
 * @param acknowledged one for each finished result of the request; the agent may forget it then
 * @param cancel results to stop and forget
 * @param assignments signed {@link Assignment}s: new ones, and those that were lost
 * @param appVersions signed {@link AppVersion}s that the assignments name
 * @param messages for the owner to read
 * @param shortfalls why less was sent than was asked for
 * @param nextCallSeconds when to call next, unless a result ends before
 * @param serverMillis the server's clock, milliseconds since 1970 UTC
 */
public record SyncReply(
        int protocolVersion,
        List<Acknowledgement> acknowledged,
        List<ResultId> cancel,
        List<Signed> assignments,
        List<Signed> appVersions,
        List<String> messages,
        List<Shortfall> shortfalls,
        int nextCallSeconds,
        long serverMillis) {

    /**
     * What became of a report.
     *
     * @param accepted false when it was refused; then code and detail say why, and sending it again does not help
     * @param code name of an {@link org.manyhands.protocol.error.ErrorCode}, empty when accepted
     */
    public record Acknowledgement(ResultId resultId, boolean accepted, String code, String detail) {}

    /**
     * A rule that kept work from this host.
     *
     * @param rule stable name
     * @param detail for people
     */
    public record Shortfall(String rule, String detail) {}
}
