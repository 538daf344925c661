package org.manyhands.server.agent;

import org.jspecify.annotations.Nullable;
import org.manyhands.protocol.agent.HostFacts;
import org.manyhands.protocol.agent.Protocol;
import org.manyhands.protocol.error.ErrorCode;
import org.manyhands.protocol.error.RefusedException;

/** What a host says of itself must have a form that can be stored and shown. */
final class HostFactsCheck {
    private HostFactsCheck() {}

    static void requireVersion(int found) {
        if (found != Protocol.VERSION) {
            throw new RefusedException(
                    ErrorCode.UNSUPPORTED_PROTOCOL,
                    "the agent speaks protocol version " + found + ", this server " + Protocol.VERSION + "; "
                            + (found < Protocol.VERSION
                                    ? "install a newer agent"
                                    : "wait until the project is upgraded, or install an older agent"));
        }
    }

    /** Cuts texts to what the database holds, so that a long name of a processor keeps nobody out. */
    static HostFacts cleaned(@Nullable HostFacts facts) {
        if (facts == null) {
            throw malformed("facts", "what the host is");
        }
        return new HostFacts(
                cut(facts.operatingSystem(), 120),
                cut(facts.architecture(), 40),
                Math.max(0, facts.cores()),
                Math.max(0, facts.memoryBytes()),
                cut(facts.javaVersion(), 40));
    }

    /** A text in one line of at most so many characters. */
    static String cut(@Nullable String text, int characters) {
        String line = (text == null ? "" : text).replaceAll("\\p{Cntrl}", " ").strip();
        return line.length() <= characters ? line : line.substring(0, characters);
    }

    static RefusedException malformed(String field, String expected) {
        return new RefusedException(ErrorCode.MALFORMED_REQUEST, "'" + field + "' is missing; expected " + expected);
    }
}
