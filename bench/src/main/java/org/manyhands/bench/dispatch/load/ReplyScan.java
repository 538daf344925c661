package org.manyhands.bench.dispatch.load;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds in the bytes of a {@link org.manyhands.protocol.agent.SyncReply} what a played host needs, without building the reply:
 * an assignment is a JSON text inside JSON, so its field names stand between escaped quotes and those of the reply do not.
 */
final class ReplyScan {
    private static final byte[] ASSIGNED_RESULT = bytes("\\\"resultId\\\":\\\"");
    private static final byte[] ASSIGNED_UNIT = bytes("\\\"workUnitId\\\":\\\"");
    private static final byte[] ACKNOWLEDGED = bytes("\"acknowledged\":[");
    private static final byte[] CANCEL = bytes("\"cancel\":[");
    private static final byte[] RESULT = bytes("{\"resultId\":\"");
    private static final byte[] ACCEPTED = bytes("\"accepted\":");
    private static final byte[] NEXT_CALL = bytes("\"nextCallSeconds\":");

    private ReplyScan() {}

    /** A result that a host has to work at. */
    record Task(long result, long unit) {}

    /** What became of a report. */
    record Acknowledged(long result, boolean accepted) {}

    /** What a reply says. */
    record Reply(List<Acknowledged> acknowledged, List<Long> cancelled, List<Task> tasks, int nextCallSeconds) {}

    static Reply read(byte[] reply) {
        int cancel = require(reply, CANCEL, require(reply, ACKNOWLEDGED, 0));
        return new Reply(
                acknowledged(reply, cancel), cancelled(reply, cancel + CANCEL.length), tasks(reply, cancel), (int)
                        number(reply, require(reply, NEXT_CALL, cancel) + NEXT_CALL.length));
    }

    private static List<Acknowledged> acknowledged(byte[] reply, int end) {
        List<Acknowledged> acknowledged = new ArrayList<>();
        int at = find(reply, RESULT, 0, end);
        while (at >= 0) {
            long result = number(reply, at + RESULT.length);
            int accepted = find(reply, ACCEPTED, at, end);
            acknowledged.add(new Acknowledged(result, reply[accepted + ACCEPTED.length] == 't'));
            at = find(reply, RESULT, accepted, end);
        }
        return acknowledged;
    }

    private static List<Long> cancelled(byte[] reply, int from) {
        List<Long> cancelled = new ArrayList<>();
        int at = from;
        while (reply[at] == '"') {
            cancelled.add(number(reply, at + 1));
            at += 1;
            while (reply[at] != ',' && reply[at] != ']') {
                at++;
            }
            at += reply[at] == ',' ? 1 : 0;
        }
        return cancelled;
    }

    private static List<Task> tasks(byte[] reply, int from) {
        List<Task> tasks = new ArrayList<>();
        int at = find(reply, ASSIGNED_RESULT, from, reply.length);
        while (at >= 0) {
            int unit = require(reply, ASSIGNED_UNIT, at);
            tasks.add(new Task(number(reply, at + ASSIGNED_RESULT.length), number(reply, unit + ASSIGNED_UNIT.length)));
            at = find(reply, ASSIGNED_RESULT, unit, reply.length);
        }
        return tasks;
    }

    private static int require(byte[] text, byte[] pattern, int from) {
        int found = find(text, pattern, from, text.length);
        if (found < 0) {
            throw new IllegalStateException("an answer has no " + new String(pattern, StandardCharsets.UTF_8) + ": "
                    + new String(text, 0, Math.min(text.length, 400), StandardCharsets.UTF_8));
        }
        return found;
    }

    private static int find(byte[] text, byte[] pattern, int from, int end) {
        int last = end - pattern.length;
        for (int at = from; at <= last; at++) {
            int matched = 0;
            while (matched < pattern.length && text[at + matched] == pattern[matched]) {
                matched++;
            }
            if (matched == pattern.length) {
                return at;
            }
        }
        return -1;
    }

    private static long number(byte[] text, int from) {
        long value = 0;
        for (int at = from; at < text.length && text[at] >= '0' && text[at] <= '9'; at++) {
            value = value * 10 + (text[at] - '0');
        }
        return value;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
