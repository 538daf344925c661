package org.manyhands.server.agent;

import org.manyhands.protocol.agent.Protocol;
import org.manyhands.protocol.agent.ResultReport;
import org.manyhands.protocol.agent.SyncRequest;
import org.manyhands.protocol.crypto.Digests;
import org.manyhands.protocol.error.ErrorCode;
import org.manyhands.protocol.error.RefusedException;
import org.manyhands.protocol.id.HostId;
import org.manyhands.server.http.JsonBodies;
import org.manyhands.server.key.ProjectKeys;

/** The regular call, in the caller's thread: checks it, has it carried out with others, writes and signs the answer. */
public final class SyncHost {
    private final ProjectKeys keys;
    private final HostKeys hostKeys;
    private final Origins origins;
    private final Committers committers;

    public SyncHost(ProjectKeys keys, HostKeys hostKeys, Origins origins, Committers committers) {
        this.keys = keys;
        this.hostKeys = hostKeys;
        this.origins = origins;
        this.committers = committers;
    }

    /** Refuses a host that is not known here, before its body is read. */
    void requireKnown(HostId id) {
        hostKeys.of(id);
    }

    /** @param network that it comes from, as a number that stands for it */
    byte[] sync(HostId id, SignedCall call, byte[] body, long network) {
        String digest = Digests.sha256(body);
        HostKeys.Known host = hostKeys.of(id);
        call.verify(host.key(), keys.projectId(), Protocol.SYNC_PATH, digest);
        SyncRequest request = JsonBodies.read(body, SyncRequest.class);
        HostFactsCheck.requireVersion(request.protocolVersion());
        for (ResultReport report : request.finished()) {
            if (report.resultId() == null) {
                throw new RefusedException(
                        ErrorCode.MALFORMED_REQUEST,
                        "a report in 'finished' has no 'resultId'; every report names its result");
            }
        }
        return committers
                .carryOut(new SyncCall(
                        id,
                        host.account(),
                        call.sequence(),
                        digest,
                        request,
                        HostFactsCheck.cleaned(request.facts()),
                        HostFactsCheck.cut(request.agentVersion(), 40),
                        origins.of(network, host.account())))
                .write(keys);
    }
}
