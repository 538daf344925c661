package org.manyhands.protocol.agent;

/**
 * An outcome on the wire.
 *
 * @param kind how the run ended
 * @param exitCode with FINISHED: the exit code, else 0
 * @param detail with TRAPPED: the kind of trap; with EXCEEDED: the limit; with HOST_FAILED: the reason; else empty
 */
public record OutcomeReport(Kind kind, int exitCode, String detail) {
    /** The closed set of outcomes. */
    public enum Kind {
        /** The program ended by itself. */
        FINISHED,
        /** The program did what WebAssembly forbids. */
        TRAPPED,
        /** The program reached a limit of its work unit. */
        EXCEEDED,
        /** The host was told to stop, by its owner or by the server. */
        CANCELLED,
        /** The host could not run it to the end. */
        HOST_FAILED
    }

    /** True when two honest hosts must agree on it. */
    public boolean deterministic() {
        return kind == Kind.FINISHED || kind == Kind.TRAPPED || kind == Kind.EXCEEDED;
    }

    /** True when the program did what it was meant to: it finished with exit code 0. */
    public boolean success() {
        return kind == Kind.FINISHED && exitCode == 0;
    }

    /** For people: {@code finished with exit code 0}, {@code trapped: unreachable}. */
    public String words() {
        String name = kind.name().toLowerCase(java.util.Locale.ROOT).replace('_', ' ');
        return kind == Kind.FINISHED
                ? "finished with exit code " + exitCode
                : detail.isEmpty()
                        ? name
                        : name + ": "
                                + detail.toLowerCase(java.util.Locale.ROOT).replace('_', ' ');
    }
}
