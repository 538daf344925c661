package org.manyhands.agent.sync;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.manyhands.agent.AgentListener;
import org.manyhands.agent.http.CallRefusedException;
import org.manyhands.agent.http.Credential;
import org.manyhands.agent.http.ProjectClient;
import org.manyhands.agent.task.Reports;
import org.manyhands.agent.task.TaskBoard;
import org.manyhands.agent.task.TaskStore;
import org.manyhands.protocol.agent.OutputReport;
import org.manyhands.protocol.agent.ResultReport;
import org.manyhands.protocol.crypto.Digests;
import org.manyhands.protocol.error.ErrorCode;

/** Sends the outputs that are too large for a report, before the report that names them. */
final class Uploader {
    private final ProjectClient client;
    private final TaskBoard board;
    private final TaskStore store;
    private final AgentListener listener;
    private final Set<String> uploaded = new HashSet<>();

    Uploader(ProjectClient client, TaskBoard board, TaskStore store, AgentListener listener) {
        this.client = client;
        this.board = board;
        this.store = store;
        this.listener = listener;
    }

    /**
     * Uploads what the reports need and returns the reports to send: the same, but a report whose outputs are lost or
     * not wanted by the project becomes a failure of this host.
     */
    List<ResultReport> upload(Credential credential, long sequence, List<ResultReport> reports)
            throws IOException, InterruptedException, CallRefusedException {
        List<ResultReport> ready = new ArrayList<>();
        for (ResultReport report : reports) {
            ready.add(upload(credential, sequence, report));
        }
        return ready;
    }

    /** The reports that named the uploads have been answered: a report that is sent once more uploads once more. */
    void answered() {
        uploaded.clear();
    }

    private ResultReport upload(Credential credential, long sequence, ResultReport report)
            throws IOException, InterruptedException, CallRefusedException {
        for (OutputReport output : report.outputs()) {
            if (output.content() != null || uploaded.contains(output.sha256())) {
                continue;
            }
            Path file = store.outputs(report.resultId()).resolve(output.path());
            if (!Files.isRegularFile(file) || !Digests.sha256(file).equals(output.sha256())) {
                return fail(report, "output " + output.path() + " was lost or altered on this host's disk");
            }
            try {
                client.upload(credential, sequence, output.sha256(), file);
            } catch (CallRefusedException e) {
                if (aboutTheFile(e)) {
                    return fail(report, "output " + output.path() + " was not taken: " + e.getMessage());
                }
                throw e;
            }
            uploaded.add(output.sha256());
        }
        return report;
    }

    private static boolean aboutTheFile(CallRefusedException e) {
        return e.is(ErrorCode.TOO_LARGE)
                || e.is(ErrorCode.DIGEST_MISMATCH)
                || e.is(ErrorCode.QUOTA_EXCEEDED)
                || e.is(ErrorCode.REPORT_REFUSED)
                || e.is(ErrorCode.RESULT_NOT_IN_PROGRESS);
    }

    private ResultReport fail(ResultReport report, String reason) throws IOException {
        ResultReport failure = Reports.hostFailed(report.resultId(), reason);
        store.finish(failure);
        board.addFinished(failure);
        listener.failed(report.resultId(), reason);
        return failure;
    }
}
