package org.manyhands.server.agent;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.manyhands.protocol.agent.OutcomeReport;
import org.manyhands.sandbox.Outcome;

/** Outcomes on the wire as the sandbox knows them. */
final class Outcomes {
    private Outcomes() {}

    /** The deterministic outcome; empty when its fields contradict each other or name nothing that exists. */
    static Optional<Outcome> deterministic(OutcomeReport report) {
        if (report.kind() != OutcomeReport.Kind.FINISHED && report.exitCode() != 0) {
            return Optional.empty();
        }
        return switch (report.kind()) {
            case FINISHED ->
                report.detail() == null || report.detail().isEmpty()
                        ? Optional.of(new Outcome.Finished(report.exitCode()))
                        : Optional.empty();
            case TRAPPED -> named(Outcome.Trap.class, report.detail()).map(Outcome.Trapped::new);
            case EXCEEDED -> named(Outcome.Limit.class, report.detail()).map(Outcome.Exceeded::new);
            case CANCELLED, HOST_FAILED -> Optional.empty();
        };
    }

    private static <E extends Enum<E>> Optional<E> named(Class<E> type, @Nullable String name) {
        for (E value : type.getEnumConstants()) {
            if (value.name().equals(name)) {
                return Optional.of(value);
            }
        }
        return Optional.empty();
    }
}
