package org.manyhands.server.agent;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.manyhands.protocol.agent.Assignment;
import org.manyhands.protocol.agent.SyncReply;
import org.manyhands.protocol.crypto.Signed;
import org.manyhands.protocol.json.Json;
import org.manyhands.server.key.ProjectKeys;

/** The answer to a sync that was carried out, ready to be written. */
sealed interface SyncAnswer {
    /** The bytes to send. */
    byte[] write(ProjectKeys keys);

    /**
     * An answer whose assignments are signed when it is written: in the caller's thread, after the commit.
     *
     * @param assignments in the order of the stored answer's orders
     */
    record Decided(StoredAnswer answer, List<Assignment> assignments, List<Signed> appVersions) implements SyncAnswer {
        @Override
        public byte[] write(ProjectKeys keys) {
            return Json.write(new SyncReply(
                            answer.protocolVersion(),
                            answer.acknowledged(),
                            answer.cancel(),
                            assignments.stream().map(keys::sign).toList(),
                            appVersions,
                            List.of(),
                            answer.shortfalls(),
                            answer.nextCallSeconds(),
                            answer.serverMillis()))
                    .getBytes(StandardCharsets.UTF_8);
        }
    }

    /** Bytes that an earlier version of this program stored whole. */
    record Whole(byte[] body) implements SyncAnswer {
        @Override
        public byte[] write(ProjectKeys keys) {
            return body;
        }
    }
}
