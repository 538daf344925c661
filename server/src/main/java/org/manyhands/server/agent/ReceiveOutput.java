package org.manyhands.server.agent;

import java.io.IOException;
import java.io.InputStream;
import java.util.stream.Stream;
import org.manyhands.db.Database;
import org.manyhands.db.batch.Batch;
import org.manyhands.db.file.FileStore;
import org.manyhands.db.host.Host;
import org.manyhands.db.result.Result;
import org.manyhands.db.transaction.Tx;
import org.manyhands.protocol.crypto.Digests;
import org.manyhands.protocol.error.ErrorCode;
import org.manyhands.protocol.error.RefusedException;
import org.manyhands.protocol.id.HostId;
import org.manyhands.protocol.research.StoredFile;
import org.manyhands.server.http.OutOfSequenceException;
import org.manyhands.server.key.ProjectFacts;

/** Takes one output's bytes before the report that names them. They stay private. Repeating it changes nothing. */
public final class ReceiveOutput {
    private static final int LATE_LOOKED_AT = 64;

    private final Database database;
    private final FileStore files;
    private final ProjectFacts facts;

    public ReceiveOutput(Database database, FileStore files, ProjectFacts facts) {
        this.database = database;
        this.files = files;
        this.facts = facts;
    }

    StoredFile receive(HostId id, SignedCall call, String path, String sha256, InputStream content) throws IOException {
        if (!Digests.isSha256(sha256)) {
            throw new RefusedException(
                    ErrorCode.MALFORMED_REQUEST,
                    "'" + sha256 + "' is no SHA-256; expected 64 lower-case hexadecimal digits");
        }
        Permit permit = database.inTransaction(tx -> permit(tx, id, call, path, sha256));
        FileStore.Stored stored = files.put(content, sha256, permit.mostBytes());
        database.inTransaction(tx ->
                database.blobs().add(tx, sha256, stored.bytes(), permit.host().accountId(), true));
        return new StoredFile(sha256, stored.bytes());
    }

    private Permit permit(Tx tx, HostId id, SignedCall call, String path, String sha256) {
        Host host = KnownHosts.require(database, tx, id);
        call.verify(host, facts.keys().projectId(), path, sha256);
        // A sync may be under way beside it, so that the next number is one more or one less here than there.
        if (Math.abs(call.sequence() - host.sequence() - 1) > 1) {
            throw new OutOfSequenceException(call.sequence(), host.sequence() + 1);
        }
        long most = Stream.concat(database.results().heldBy(tx, id).stream(), late(tx, id))
                .mapToLong(result -> outputLimit(tx, result))
                .max()
                .orElseThrow(() -> new RefusedException(
                        ErrorCode.RESULT_NOT_IN_PROGRESS,
                        "host " + id + " has no result in progress here, so no output is waited for"));
        return new Permit(host, most);
    }

    /** What may still come back after its deadline. */
    private Stream<Result> late(Tx tx, HostId id) {
        return database.results().timedOutOn(tx, id, LATE_LOOKED_AT).stream()
                .filter(result -> database.batches()
                        .byId(tx, result.batchId())
                        .filter(Batch::open)
                        .isPresent());
    }

    private long outputLimit(Tx tx, Result result) {
        Batch batch = database.batches().byId(tx, result.batchId()).orElseThrow();
        return batch.limits(result.pieces()).outputBytes();
    }

    private record Permit(Host host, long mostBytes) {}
}
