package org.manyhands.agent.sync;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.manyhands.agent.AgentException;
import org.manyhands.agent.AgentListener;
import org.manyhands.agent.http.Backoff;
import org.manyhands.agent.http.CallRefusedException;
import org.manyhands.agent.http.Credential;
import org.manyhands.agent.http.ProjectClient;
import org.manyhands.agent.http.Words;
import org.manyhands.agent.project.PendingCall;
import org.manyhands.agent.project.ProjectDirectory;
import org.manyhands.agent.project.ProjectState;
import org.manyhands.agent.project.ProjectTrust;
import org.manyhands.agent.project.ThisComputer;
import org.manyhands.agent.task.Reports;
import org.manyhands.agent.task.TaskBoard;
import org.manyhands.agent.task.TaskBoard.Held;
import org.manyhands.agent.task.TaskStore;
import org.manyhands.protocol.agent.Protocol;
import org.manyhands.protocol.agent.ResultReport;
import org.manyhands.protocol.agent.SyncReply;
import org.manyhands.protocol.agent.SyncRequest;
import org.manyhands.protocol.agent.WorkRequest;
import org.manyhands.protocol.error.ErrorCode;
import org.manyhands.protocol.json.Json;
import org.manyhands.protocol.json.MalformedJsonException;

/**
 * The conversation with one project: reports, heartbeats and the request for work, call after call, on one thread.
 *
 * <p>A call is written down before it is sent and sent again, number and text the same, until it is answered; its
 * answer is carried out before the next number is written down. So a lost answer, or a kill at any moment, loses no
 * report and counts none twice.
 */
public final class Session {
    private final ProjectDirectory directory;
    private final ProjectClient client;
    private final Credential credential;
    private final ProjectTrust trust;
    private final TaskBoard board;
    private final TaskStore store;
    private final Uploader uploader;
    private final ReplyReader reader;
    private final WorkPlanner planner;
    private final CallSchedule schedule;
    private final Backoff distrust;
    private final Adoptions adoptions;
    private final AgentListener listener;
    private final Clock clock;

    private ProjectState state;
    private @Nullable PendingCall pending;
    private Instant noWorkBefore = Instant.MIN;
    private int mostReports = Batch.MOST_REPORTS;
    private long newsReported = -1;
    private String lastShortfall = "";

    /**
     * A session.
     *
     * @param state what is known of the project, as the directory has it
     */
    public Session(
            ProjectDirectory directory,
            ProjectState state,
            ProjectClient client,
            Credential credential,
            SessionParts parts,
            Capacity capacity) {
        this.directory = directory;
        this.state = state;
        this.client = client;
        this.credential = credential;
        board = parts.board();
        store = parts.store();
        listener = parts.listener();
        clock = parts.clock();
        trust = new ProjectTrust(state, client, clock);
        uploader = new Uploader(client, board, store, listener);
        reader = new ReplyReader(board, store, trust, listener);
        Pace pace = parts.pace();
        planner = new WorkPlanner(capacity, pace);
        schedule = new CallSchedule(pace, new Backoff(pace.firstRetry(), pace.longestRetry(), parts.random()));
        distrust = new Backoff(pace.firstRetry(), pace.longestRetry(), parts.random());
        adoptions = new Adoptions(new Backoff(pace.firstRetry(), pace.longestRetry(), parts.random()));
    }

    /**
     * Calls until the board closes.
     *
     * @param once end when nothing is held and a request for work brought none
     */
    public void run(boolean once) throws AgentException, IOException, InterruptedException {
        restorePending();
        while (waitForTurn()) {
            boolean nothingLeft = call();
            if (once && nothingLeft) {
                return;
            }
        }
    }

    /**
     * Sends all reports and gives back all tasks, as far as the project answers. True when nothing is held any more.
     */
    public boolean handOver() throws AgentException, IOException, InterruptedException {
        restorePending();
        do {
            for (Held held : board.held()) {
                if (held.report() == null) {
                    ResultReport report = Reports.cancelled(held.id());
                    store.finish(report);
                    board.finished(report);
                }
            }
            call();
        } while (!schedule.inTrouble() && !board.held().isEmpty());
        return board.held().isEmpty();
    }

    private boolean waitForTurn() throws InterruptedException {
        while (!board.closed()) {
            long news = board.news();
            Duration delay = schedule.delay(clock.instant(), news != newsReported);
            if (delay.toMillis() <= 0) {
                return true;
            }
            board.awaitNews(news, delay);
        }
        return false;
    }

    /** Makes one call. True when nothing is held any more and there is no work to be had. */
    private boolean call() throws AgentException, IOException, InterruptedException {
        try {
            PendingCall call = pending == null ? prepare() : pending;
            SyncRequest request = Json.readOwn(call.body(), SyncRequest.class);
            SyncReply reply = client.sync(credential, call.sequence(), call.body());
            ReplyReader.Changes changes = reader.carryOut(state, request, reply);
            state = state.withCertificates(trust.certificates()).afterCall(changes.tally());
            directory.save(state);
            directory.clearPending();
            pending = null;
            answered(request, reply, changes);
            return request.wanted().results() > 0
                    && reply.assignments().isEmpty()
                    && board.held().isEmpty();
        } catch (CallRefusedException e) {
            refused(e);
        } catch (IOException e) {
            if (board.closed()) {
                return false;
            }
            troubled(Words.of(e), Duration.ZERO);
        }
        return false;
    }

    /** Writes down what to say next. Outputs too large for a report go before it. */
    private PendingCall prepare() throws AgentException, IOException, InterruptedException, CallRefusedException {
        long news = board.news();
        Batch batch = Batch.of(board.held(), mostReports);
        List<ResultReport> finished = uploader.upload(credential, state.nextSequence(), batch.finished());
        SyncRequest request = new SyncRequest(
                Protocol.VERSION,
                version(),
                ThisComputer.facts(),
                finished,
                batch.holding(),
                clock.instant().isBefore(noWorkBefore) ? WorkRequest.NONE : planner.plan(board.held()),
                directory.choice());
        PendingCall call = new PendingCall(state.nextSequence(), Json.write(request));
        directory.savePending(call);
        newsReported = batch.more() ? -1 : news;
        pending = call;
        return call;
    }

    private void answered(SyncRequest request, SyncReply reply, ReplyReader.Changes changes) {
        boolean wasInTrouble = schedule.inTrouble();
        schedule.succeeded(clock.instant(), reply.nextCallSeconds());
        adoptions.answered();
        uploader.answered();
        if (changes.refusals() > 0) {
            // Neither a project that signs wrongly nor a host whose clock is wrong should burn through a batch.
            newsReported = board.news();
            Duration wait = distrust.next();
            noWorkBefore = clock.instant().plus(wait);
            listener.trouble(changes.refusals() + " tasks came that this host must not run", wait);
        } else if (!reply.assignments().isEmpty()) {
            distrust.reset();
        }
        if (wasInTrouble) {
            listener.recovered();
        }
        reply.messages().forEach(listener::message);
        String shortfall = request.wanted().results() > 0 ? reply.shortfalls().toString() : "[]";
        if (!shortfall.equals("[]") && !shortfall.equals(lastShortfall)) {
            listener.shortfall(reply.shortfalls());
        }
        lastShortfall = shortfall;
    }

    private void refused(CallRefusedException e) throws AgentException, IOException {
        String detail = Words.of(e);
        if (e.is(ErrorCode.UNKNOWN_HOST) || e.is(ErrorCode.WRONG_SIGNATURE)) {
            throw new HostRefusedException(state, detail, "attach again with 'agent detach' and 'agent attach'");
        }
        if (e.is(ErrorCode.UNSUPPORTED_PROTOCOL)) {
            throw new HostRefusedException(state, detail, "update the agent");
        }
        long expected = e.problem().expectedSequence();
        if (e.is(ErrorCode.OUT_OF_SEQUENCE) && expected > 0) {
            adopt(expected, detail);
            return;
        }
        if (e.is(ErrorCode.TOO_LARGE)) {
            mostReports = Math.max(1, mostReports / 2);
        }
        if (e.atFault()) {
            // The same call would be refused again. Nothing was changed by it, so the number is still free.
            forgetPending();
        }
        troubled(detail, e.retryAfter());
    }

    /** Takes the project's word for the number: each time, since whoever else called with this identity may be gone. */
    private void adopt(long expected, String detail) throws IOException {
        state = state.withSequence(expected);
        directory.save(state);
        forgetPending();
        Duration wait = adoptions.next();
        if (!wait.isZero()) {
            troubled(
                    "another computer uses this one's identity, host " + state.hostId()
                            + ", unless the project was restored from a backup; where a copy of " + directory.path()
                            + " is in use, stop that agent, delete the copy and attach that computer as a host of its own ("
                            + detail + ")",
                    wait);
        }
    }

    private void troubled(String what, Duration retryAfter) {
        Duration wait = schedule.failed(clock.instant(), retryAfter);
        listener.trouble(state.projectName() + " at " + state.url() + ": " + what, wait);
    }

    private void restorePending() throws IOException, AgentException {
        Optional<PendingCall> kept = directory.pendingCall();
        if (kept.isPresent() && kept.get().sequence() == state.nextSequence() && readable(kept.get())) {
            pending = kept.get();
        } else {
            forgetPending();
        }
    }

    private static boolean readable(PendingCall call) {
        try {
            Json.read(call.body().getBytes(StandardCharsets.UTF_8), SyncRequest.class);
            return true;
        } catch (MalformedJsonException e) {
            return false;
        }
    }

    private void forgetPending() throws IOException {
        directory.clearPending();
        pending = null;
        newsReported = -1;
    }

    private static String version() {
        String version = Session.class.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
    }
}
