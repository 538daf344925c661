package org.manyhands.validator.verify;

import java.util.List;
import org.manyhands.protocol.agent.InputReference;
import org.manyhands.protocol.agent.ResultReport;

/**
 * Is this right?
 *
 * @param arguments those of the work unit's own run
 * @param seed that of the work unit's own run
 * @param inputs files below {@code /in} of the work unit's own run
 * @param report what a host says came of it
 */
public record Question(List<String> arguments, long seed, List<InputReference> inputs, ResultReport report) {
    public Question {
        arguments = List.copyOf(arguments);
        inputs = List.copyOf(inputs);
    }
}
