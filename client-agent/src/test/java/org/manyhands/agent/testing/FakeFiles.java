package org.manyhands.agent.testing;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.manyhands.protocol.crypto.Digests;
import org.manyhands.protocol.error.ErrorCode;
import org.manyhands.protocol.error.Problem;

/** The files of a {@link FakeProject}: those that hosts fetch, spoilt or cut as a test wants, and those that they bring. Thread-safe. */
public final class FakeFiles {
    /** One request for a file. */
    public record FileCall(String sha256, String range) {}

    private final Map<String, byte[]> files = new HashMap<>();
    private final Map<String, Integer> cutFilesAfter = new HashMap<>();
    private final List<FileCall> calls = new ArrayList<>();
    private final Map<String, byte[]> uploads = new LinkedHashMap<>();
    private final Map<String, Long> uploadSequences = new HashMap<>();

    /** Puts a file there; its digest. */
    public synchronized String add(byte[] content) {
        String sha256 = Digests.sha256(content);
        files.put(sha256, content);
        return sha256;
    }

    /** Serves other bytes than the digest says. */
    public synchronized void spoil(String sha256, byte[] content) {
        files.put(sha256, content);
    }

    /** Cuts the next transfer of a file after so many bytes. */
    public synchronized void cutOnce(String sha256, int afterBytes) {
        cutFilesAfter.put(sha256, afterBytes);
    }

    public synchronized List<FileCall> calls() {
        return List.copyOf(calls);
    }

    public synchronized Map<String, byte[]> uploads() {
        return new HashMap<>(uploads);
    }

    public synchronized long uploadSequence(String sha256) {
        return uploadSequences.get(sha256);
    }

    void take(HttpExchange exchange, String sha256, long sequence, byte[] body) throws IOException {
        if (!Digests.sha256(body).equals(sha256)) {
            FakeHttp.refuse(exchange, Problem.of(ErrorCode.DIGEST_MISMATCH, "other bytes came"));
            return;
        }
        synchronized (this) {
            uploads.put(sha256, body);
            uploadSequences.put(sha256, sequence);
        }
        FakeHttp.answer(exchange, 200, "{}");
    }

    void serve(HttpExchange exchange, String sha256) throws IOException {
        byte[] content;
        Integer cut;
        String range = exchange.getRequestHeaders().getFirst("Range");
        synchronized (this) {
            content = files.get(sha256);
            cut = cutFilesAfter.remove(sha256);
            calls.add(new FileCall(sha256, range == null ? "" : range));
        }
        if (content == null) {
            FakeHttp.refuse(exchange, Problem.of(ErrorCode.UNKNOWN_FILE, "file " + sha256 + " is not here"));
            return;
        }
        int from = 0;
        int to = content.length;
        if (range != null) {
            String[] ends = range.substring("bytes=".length()).split("-");
            from = Integer.parseInt(ends[0]);
            to = Integer.parseInt(ends[1]) + 1;
        }
        exchange.sendResponseHeaders(range == null ? 200 : 206, to - from);
        exchange.getResponseBody().write(content, from, cut == null ? to - from : Math.min(cut, to - from));
        exchange.getResponseBody().flush();
    }
}
