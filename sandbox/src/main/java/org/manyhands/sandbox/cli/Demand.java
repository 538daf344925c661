package org.manyhands.sandbox.cli;

import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** What a command line must be; one that is not is misuse, in words. */
@FunctionalInterface
interface Demand {
    /** Ends the command with these words unless something holds. */
    void that(boolean holds, String otherwise);

    static Demand of(CommandLine line) {
        return (holds, otherwise) -> {
            if (!holds) {
                throw new ParameterException(line, otherwise);
            }
        };
    }
}
