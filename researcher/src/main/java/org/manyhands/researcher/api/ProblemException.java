package org.manyhands.researcher.api;

import java.io.IOException;
import org.manyhands.protocol.error.ErrorCode;
import org.manyhands.protocol.error.Problem;
import org.manyhands.researcher.text.Printable;

/** The project refused a call, and said why. */
public final class ProblemException extends IOException {
    private static final long serialVersionUID = 1L;

    private final transient Problem problem;

    ProblemException(Problem problem) {
        super(Printable.line(problem.detail()) + " [" + problem.code() + "]");
        this.problem = problem;
    }

    public boolean is(ErrorCode code) {
        return code.name().equals(problem.code());
    }
}
