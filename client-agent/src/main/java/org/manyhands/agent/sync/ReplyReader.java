package org.manyhands.agent.sync;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.manyhands.agent.AgentListener;
import org.manyhands.agent.http.Words;
import org.manyhands.agent.project.ProjectState;
import org.manyhands.agent.project.ProjectTrust;
import org.manyhands.agent.task.Reports;
import org.manyhands.agent.task.Task;
import org.manyhands.agent.task.TaskBoard;
import org.manyhands.agent.task.TaskStore;
import org.manyhands.protocol.agent.AppVersion;
import org.manyhands.protocol.agent.Assignment;
import org.manyhands.protocol.agent.ResultReport;
import org.manyhands.protocol.agent.SyncReply;
import org.manyhands.protocol.agent.SyncRequest;
import org.manyhands.protocol.crypto.KeyPurpose;
import org.manyhands.protocol.crypto.SignatureException;
import org.manyhands.protocol.crypto.Signed;
import org.manyhands.protocol.id.AppVersionId;
import org.manyhands.protocol.id.ResultId;
import org.manyhands.protocol.json.Json;
import org.manyhands.protocol.json.MalformedJsonException;

/**
 * Carries out a project's answer. May be carried out twice, as after a crash in the middle: what is done already is
 * left as it is.
 */
final class ReplyReader {
    private final TaskBoard board;
    private final TaskStore store;
    private final ProjectTrust trust;
    private final AgentListener listener;

    ReplyReader(TaskBoard board, TaskStore store, ProjectTrust trust, AgentListener listener) {
        this.board = board;
        this.store = store;
        this.trust = trust;
        this.listener = listener;
    }

    /**
     * What an answer changed.
     *
     * @param tally after it
     * @param refusals assignments that are not what the project may sign; reported as failed by this host
     */
    record Changes(ProjectState.Tally tally, int refusals) {}

    Changes carryOut(ProjectState state, SyncRequest request, SyncReply reply)
            throws IOException, InterruptedException {
        ProjectState.Tally tally = acknowledge(state.tally(), request, reply);
        for (ResultId id : reply.cancel()) {
            cancel(id);
        }
        trust.nextAnswer();
        Map<AppVersionId, Opened> versions = new HashMap<>();
        List<Task> fresh = new ArrayList<>();
        int refusals = 0;
        for (Signed envelope : reply.assignments()) {
            try {
                Task task = take(state, envelope, reply.appVersions(), versions);
                if (task != null) {
                    fresh.add(task);
                }
            } catch (SignatureException e) {
                refusals += refuse(envelope, Words.of(e)) ? 1 : 0;
            }
        }
        if (!fresh.isEmpty()) {
            listener.received(fresh);
            fresh.forEach(board::add);
        }
        return new Changes(tally, refusals);
    }

    private ProjectState.Tally acknowledge(ProjectState.Tally before, SyncRequest request, SyncReply reply)
            throws IOException {
        Map<ResultId, ResultReport> sent = new HashMap<>();
        request.finished().forEach(report -> sent.put(report.resultId(), report));
        ProjectState.Tally tally = before;
        for (SyncReply.Acknowledgement acknowledgement : reply.acknowledged()) {
            ResultReport report = sent.get(acknowledgement.resultId());
            if (report != null) {
                store.delete(report.resultId());
                board.forget(report.resultId());
                tally = count(tally, report, acknowledgement);
                listener.acknowledged(report, acknowledgement);
            }
        }
        return tally;
    }

    /** What this host gave back or could not do is nothing that it did. */
    private static ProjectState.Tally count(
            ProjectState.Tally tally, ResultReport report, SyncReply.Acknowledgement acknowledgement) {
        if (!report.outcome().deterministic()) {
            return tally;
        }
        return acknowledgement.accepted() ? tally.accept(report.fuel()) : tally.refuse();
    }

    private void cancel(ResultId id) throws IOException {
        boolean held = board.holds(id);
        if (board.cancel(id)) {
            store.delete(id);
        }
        if (held) {
            listener.cancelled(id);
        }
    }

    /** The task in an envelope, kept on disk; null when it is held already. */
    private @Nullable Task take(
            ProjectState state, Signed envelope, List<Signed> appVersions, Map<AppVersionId, Opened> opened)
            throws SignatureException, IOException, InterruptedException {
        Assignment assignment = trust.open(KeyPurpose.ASSIGNMENT, envelope, Assignment.class);
        if (!assignment.projectId().equals(state.projectId())
                || !assignment.hostId().equals(state.hostId())) {
            throw new SignatureException("the assignment of result " + assignment.resultId() + " is for host "
                    + assignment.hostId() + " of project " + assignment.projectId() + ", and this is host "
                    + state.hostId() + " of project " + state.projectId());
        }
        if (board.holds(assignment.resultId())) {
            return null;
        }
        Opened version = opened.get(assignment.appVersionId());
        if (version == null) {
            version = open(state, assignment, appVersions);
            opened.put(assignment.appVersionId(), version);
        }
        store.create(assignment.resultId(), envelope, version.envelope());
        return new Task(assignment, version.appVersion());
    }

    private Opened open(ProjectState state, Assignment assignment, List<Signed> envelopes)
            throws SignatureException, IOException, InterruptedException {
        for (Signed envelope : envelopes) {
            if (wanted(envelope, assignment.appVersionId())) {
                AppVersion version = trust.open(KeyPurpose.APPLICATION, envelope, AppVersion.class);
                if (!version.projectId().equals(state.projectId())) {
                    throw new SignatureException("application version " + version.appVersionId() + " is of project "
                            + version.projectId() + ", not of project " + state.projectId());
                }
                return new Opened(envelope, version);
            }
        }
        throw new SignatureException("application version " + assignment.appVersionId() + " that result "
                + assignment.resultId() + " needs was not sent");
    }

    /** Looks for the right envelope before it is verified; what is believed is read again afterwards. */
    private static boolean wanted(Signed envelope, AppVersionId id) {
        try {
            return id.equals(Json.read(envelope.payload(), AppVersion.class).appVersionId());
        } catch (MalformedJsonException e) {
            return false;
        }
    }

    /** Reports an assignment that must not be run. False when not even its number can be read, or it is held. */
    private boolean refuse(Signed envelope, String reason) throws IOException {
        ResultId id;
        try {
            id = Json.read(envelope.payload(), Assignment.class).resultId();
        } catch (MalformedJsonException e) {
            listener.message("an assignment cannot be read and was ignored: " + reason);
            return false;
        }
        if (id == null || board.holds(id)) {
            return false;
        }
        ResultReport report = Reports.hostFailed(id, reason);
        store.finish(report);
        board.addFinished(report);
        listener.failed(id, reason);
        return true;
    }

    private record Opened(Signed envelope, AppVersion appVersion) {}
}
