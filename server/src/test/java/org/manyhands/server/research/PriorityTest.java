package org.manyhands.server.research;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.manyhands.protocol.error.ErrorCode;
import org.manyhands.protocol.id.BatchId;
import org.manyhands.protocol.research.BatchView;
import org.manyhands.protocol.research.Priority;
import org.manyhands.server.testing.RunningServer;

class PriorityTest {
    @RegisterExtension
    final RunningServer server = new RunningServer();

    @Test
    void itsOwnerAndAdministratorsSayWhenABatchGoes() {
        BatchId batch = server.world().cutBatch(1).get(0).batchId();
        String path = "/api/v1/batches/" + batch + "/priority";

        assertThat(server.post(path, server.administrator(), new Priority(4))
                        .as(BatchView.class)
                        .id())
                .isEqualTo(batch);

        assertThat(server.database()
                        .inTransaction(tx -> server.database().dispatchBlocks().terms(tx, List.of(batch)))
                        .get(batch)
                        .priority())
                .isEqualTo(4);
        server.post(path, server.signUp("mallory").token(), new Priority(0)).refused(ErrorCode.NOT_ALLOWED, "mallory");
        server.post(path, server.administrator(), new Priority(10))
                .refused(ErrorCode.MALFORMED_REQUEST, "10", "0 (first) to 9 (last)");
        server.post(path, server.administrator(), new Priority(-1)).refused(ErrorCode.MALFORMED_REQUEST, "-1");
    }
}
