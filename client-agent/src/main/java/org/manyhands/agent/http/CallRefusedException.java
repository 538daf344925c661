package org.manyhands.agent.http;

import java.time.Duration;
import org.manyhands.protocol.error.ErrorCode;
import org.manyhands.protocol.error.Problem;

/** The project answered a call with anything but success. */
public final class CallRefusedException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient Problem problem;
    private final Duration retryAfter;

    CallRefusedException(Problem problem, Duration retryAfter) {
        super(problem.detail());
        this.problem = problem;
        this.retryAfter = retryAfter;
    }

    /** What the project said; made up from the status when it was no problem document. */
    public Problem problem() {
        return problem;
    }

    public boolean is(ErrorCode code) {
        return problem.code().equals(code.name());
    }

    /** How long the project asks to wait; zero when it does not say. */
    public Duration retryAfter() {
        return retryAfter;
    }

    /** True when the call itself is at fault, so that the same call will be refused again and has changed nothing. */
    public boolean atFault() {
        return problem.status() >= 400 && problem.status() < 500 && problem.status() != 408 && problem.status() != 429;
    }
}
