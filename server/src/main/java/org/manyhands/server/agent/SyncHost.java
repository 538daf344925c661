package org.manyhands.server.agent;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.manyhands.db.Database;
import org.manyhands.db.host.Host;
import org.manyhands.db.host.HostStore.StoredReply;
import org.manyhands.db.transaction.ConflictException;
import org.manyhands.db.transaction.Tx;
import org.manyhands.protocol.agent.HostFacts;
import org.manyhands.protocol.agent.Protocol;
import org.manyhands.protocol.agent.SyncReply;
import org.manyhands.protocol.agent.SyncRequest;
import org.manyhands.protocol.agent.WorkRequest;
import org.manyhands.protocol.crypto.Digests;
import org.manyhands.protocol.id.HostId;
import org.manyhands.protocol.json.Json;
import org.manyhands.server.http.JsonBodies;
import org.manyhands.server.http.OutOfSequenceException;
import org.manyhands.server.key.ProjectFacts;

/**
 * The regular call. Everything that it changes commits in one transaction with the host's sequence number and the
 * answer, so that a call whose answer was lost is repeated without harm.
 */
public final class SyncHost {
    private final Database database;
    private final ProjectFacts facts;
    private final ReceiveReports receiveReports;
    private final TrackHoldings trackHoldings;
    private final DispatchWork dispatchWork;
    private final AssignmentWriter assignments;
    private final NextCall nextCall;

    public SyncHost(
            Database database,
            ProjectFacts facts,
            ReceiveReports receiveReports,
            TrackHoldings trackHoldings,
            DispatchWork dispatchWork,
            AssignmentWriter assignments,
            NextCall nextCall) {
        this.database = database;
        this.facts = facts;
        this.receiveReports = receiveReports;
        this.trackHoldings = trackHoldings;
        this.dispatchWork = dispatchWork;
        this.assignments = assignments;
        this.nextCall = nextCall;
    }

    byte[] sync(HostId id, SignedCall call, byte[] body) {
        String digest = Digests.sha256(body);
        Host known = database.inTransaction(tx -> KnownHosts.require(database, tx, id));
        call.verify(known, facts.keys().projectId(), Protocol.SYNC_PATH, digest);
        SyncRequest request = JsonBodies.read(body, SyncRequest.class);
        HostFactsCheck.requireVersion(request.protocolVersion());
        HostFacts cleaned = HostFactsCheck.cleaned(request.facts());
        return database.inTransaction(tx -> {
            Host host = KnownHosts.require(database, tx, id);
            if (call.sequence() == host.sequence()) {
                return repeated(tx, host, digest);
            }
            if (call.sequence() != host.sequence() + 1) {
                throw new OutOfSequenceException(call.sequence(), host.sequence() + 1);
            }
            String agentVersion = HostFactsCheck.cut(request.agentVersion(), 40);
            if (!database.hosts().advance(tx, id, host.sequence(), cleaned, agentVersion)) {
                throw new ConflictException("host " + id + " made the same call twice at once");
            }
            byte[] reply = Json.write(carryOut(tx, host, request)).getBytes(StandardCharsets.UTF_8);
            database.hosts().storeReply(tx, id, new StoredReply(call.sequence(), digest, reply));
            return reply;
        });
    }

    private byte[] repeated(Tx tx, Host host, String digest) {
        Optional<StoredReply> stored = database.hosts().reply(tx, host.id());
        return stored.filter(reply -> reply.sequence() == host.sequence()
                        && reply.requestSha256().equals(digest))
                .map(reply -> Arrays.copyOf(reply.body(), reply.body().length))
                .orElseThrow(() -> new OutOfSequenceException(host.sequence(), host.sequence() + 1));
    }

    private SyncReply carryOut(Tx tx, Host host, SyncRequest request) {
        WorkRequest wanted = request.wanted() == null ? WorkRequest.NONE : request.wanted();
        HeldResults held = HeldResults.of(database, tx, host.id());
        List<SyncReply.Acknowledgement> acknowledged = receiveReports.receive(tx, host, held, request.finished());
        TrackHoldings.Tracked tracked = trackHoldings.track(tx, held, request.finished(), request.holding());
        DispatchWork.Dispatched dispatched = dispatchWork.dispatch(
                tx, host, wanted, held.size(), tracked.lost().size());
        AssignmentWriter.Written written = assignments.write(tx, host, tracked.lost(), dispatched.results());
        return new SyncReply(
                Protocol.VERSION,
                acknowledged,
                tracked.cancel(),
                written.assignments(),
                written.appVersions(),
                List.of(),
                dispatched.shortfalls(),
                nextCall.seconds(tx),
                tx.nowMillis());
    }
}
