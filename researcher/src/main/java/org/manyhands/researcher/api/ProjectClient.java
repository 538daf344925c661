package org.manyhands.researcher.api;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.manyhands.protocol.agent.InputReference.Segment;
import org.manyhands.protocol.agent.Protocol;
import org.manyhands.protocol.id.AppVersionId;
import org.manyhands.protocol.id.BatchId;
import org.manyhands.protocol.id.HostId;
import org.manyhands.protocol.id.WorkUnitId;
import org.manyhands.protocol.research.AccountView;
import org.manyhands.protocol.research.AppVersionView;
import org.manyhands.protocol.research.BatchSpec;
import org.manyhands.protocol.research.BatchView;
import org.manyhands.protocol.research.Grant;
import org.manyhands.protocol.research.HostExplanation;
import org.manyhands.protocol.research.HostView;
import org.manyhands.protocol.research.JoinKeyView;
import org.manyhands.protocol.research.JournalView;
import org.manyhands.protocol.research.NewAppVersion;
import org.manyhands.protocol.research.NewJoinKey;
import org.manyhands.protocol.research.Priority;
import org.manyhands.protocol.research.ResearchApi;
import org.manyhands.protocol.research.Retry;
import org.manyhands.protocol.research.SignUp;
import org.manyhands.protocol.research.StatusView;
import org.manyhands.protocol.research.StoredFile;
import org.manyhands.protocol.research.TrustView;
import org.manyhands.protocol.research.UnitExplanation;
import org.manyhands.protocol.research.WorkUnitView;

/**
 * The REST API of one project, spoken with one token. Each method is one call; a refusal is a {@link ProblemException},
 * no answer an {@link UnreachableException}. Thread-safe.
 */
public final class ProjectClient {
    /** Says which bytes an upload holds, so that the project can refuse others. */
    public static final String DIGEST_HEADER = "Manyhands-Digest";

    /** What can be done to a batch, besides funding it. */
    public enum BatchAction {
        /** Nothing more is sent to hosts until it is resumed. */
        PAUSE,
        /** Ends a pause. */
        RESUME,
        /** Ends the batch for good; what is not earned comes back. */
        CANCEL,
        /** Puts its maximum cost into escrow, which starts it. */
        FUND;

        String path() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    private final HttpCalls calls;

    /** A client of the project at a base URL such as {@code http://127.0.0.1:8080}. */
    public ProjectClient(URI base, @Nullable String token) {
        this.calls = new HttpCalls(base, token);
    }

    public AccountView signUp(SignUp signUp) throws IOException {
        return calls.post(ResearchApi.ACCOUNTS, signUp, AccountView.class);
    }

    public AccountView account() throws IOException {
        return calls.get(ResearchApi.OWN_ACCOUNT, AccountView.class);
    }

    public AccountView grant(Grant grant) throws IOException {
        return calls.post(ResearchApi.GRANTS, grant, AccountView.class);
    }

    /** Administrators only. */
    public JoinKeyView createJoinKey(NewJoinKey joinKey) throws IOException {
        return calls.post(ResearchApi.JOIN_KEYS, joinKey, JoinKeyView.class);
    }

    public StatusView status() throws IOException {
        return calls.get(ResearchApi.STATUS, StatusView.class);
    }

    /** Administrators only. */
    public JournalView journal() throws IOException {
        return calls.get(ResearchApi.JOURNAL, JournalView.class);
    }

    /** Administrators only. */
    public TrustView trust() throws IOException {
        return calls.get(ResearchApi.TRUST, TrustView.class);
    }

    /**
     * Those attached last come first; at most 200 a call.
     *
     * @param after those that attached before this one; null for the last
     */
    public List<HostView> hosts(@Nullable HostId after, int limit) throws IOException {
        return Arrays.asList(calls.get(
                ResearchApi.HOSTS + "?limit=" + limit + (after == null ? "" : "&after=" + after), HostView[].class));
    }

    public HostView host(HostId id) throws IOException {
        return calls.get(ResearchApi.HOSTS + "/" + id, HostView.class);
    }

    /** What a host would get now, and why not more. */
    public HostExplanation explain(HostId id) throws IOException {
        return calls.get(ResearchApi.HOSTS + "/" + id + ResearchApi.EXPLANATION, HostExplanation.class);
    }

    /** What a work unit waits for. */
    public UnitExplanation explain(WorkUnitId id) throws IOException {
        return calls.get(ResearchApi.WORK_UNITS + "/" + id + ResearchApi.EXPLANATION, UnitExplanation.class);
    }

    /** True when the account may use a file with these bytes without sending it. */
    public boolean holds(String sha256) throws IOException {
        return calls.exists(ResearchApi.FILES + "/" + sha256);
    }

    public StoredFile upload(Path file, String sha256) throws IOException {
        return calls.post(
                ResearchApi.FILES, BodyPublishers.ofFile(file), Map.of(DIGEST_HEADER, sha256), StoredFile.class);
    }

    public AppVersionView createVersion(NewAppVersion version) throws IOException {
        return calls.post(ResearchApi.APPLICATIONS, version, AppVersionView.class);
    }

    /** The newest first. */
    public List<AppVersionView> versions() throws IOException {
        return Arrays.asList(calls.get(ResearchApi.APPLICATIONS, AppVersionView[].class));
    }

    /** Puts an application version into another channel. */
    public AppVersionView move(AppVersionId id, String channel) throws IOException {
        return calls.post(
                ResearchApi.APPLICATIONS + "/" + id + "/channel",
                new NewAppVersion.Move(channel),
                AppVersionView.class);
    }

    /** Describes a batch and gets its quote. */
    public BatchView quote(BatchSpec spec) throws IOException {
        return calls.post(ResearchApi.BATCHES, spec, BatchView.class);
    }

    public BatchView act(BatchId id, BatchAction action) throws IOException {
        return calls.post(ResearchApi.BATCHES + "/" + id + "/" + action.path(), Map.of(), BatchView.class);
    }

    /** Tries the failed work units of a batch again. */
    public BatchView retry(BatchId id, Retry retry) throws IOException {
        return calls.post(ResearchApi.BATCHES + "/" + id + "/retry", retry, BatchView.class);
    }

    /** Puts a batch before or after the others of its owner. */
    public BatchView prioritize(BatchId id, Priority priority) throws IOException {
        return calls.post(ResearchApi.BATCHES + "/" + id + "/priority", priority, BatchView.class);
    }

    public BatchView batch(BatchId id) throws IOException {
        return calls.get(ResearchApi.BATCHES + "/" + id, BatchView.class);
    }

    /** The newest batches of the account, the newest first. */
    public List<BatchView> batches(int limit) throws IOException {
        return Arrays.asList(calls.get(ResearchApi.BATCHES + "?offset=0&limit=" + limit, BatchView[].class));
    }

    /** The first work unit of a batch, in order of index, that is in a state. */
    public Optional<WorkUnitView> firstUnit(BatchId batch, String state) throws IOException {
        return units(batch, state, 0, 1).stream().findFirst();
    }

    /** Work units of a batch that are in a state, in order of index; at most 500. */
    public List<WorkUnitView> units(BatchId batch, String state, long offset, int limit) throws IOException {
        String path =
                ResearchApi.BATCHES + "/" + batch + "/units?state=" + state + "&offset=" + offset + "&limit=" + limit;
        return Arrays.asList(calls.get(path, WorkUnitView[].class));
    }

    public WorkUnitView unit(WorkUnitId id) throws IOException {
        return calls.get(ResearchApi.WORK_UNITS + "/" + id, WorkUnitView.class);
    }

    /** The bytes of a file of a batch's answer. */
    public InputStream answerFile(BatchId batch, String name) throws IOException {
        String path = Arrays.stream(name.split("/"))
                .map(part -> URLEncoder.encode(part, StandardCharsets.UTF_8).replace("+", "%20"))
                .collect(Collectors.joining("/"));
        return calls.bytes(ResearchApi.BATCHES + "/" + batch + "/answer/" + path, Map.of());
    }

    /** The bytes of a stored file. */
    public InputStream file(String sha256) throws IOException {
        return calls.bytes(Protocol.FILES_PATH + sha256, Map.of());
    }

    /** Some bytes of a stored file. */
    public InputStream piece(Segment segment) throws IOException {
        if (segment.length() == 0) {
            return InputStream.nullInputStream();
        }
        long last = segment.offset() + segment.length() - 1;
        return calls.bytes(
                Protocol.FILES_PATH + segment.sha256(), Map.of("Range", "bytes=" + segment.offset() + "-" + last));
    }
}
