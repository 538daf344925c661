package org.manyhands.sandbox.cli;

/** Starts {@code manyhands run}. */
public final class RunMain {
    private RunMain() {}

    public static void main(String[] arguments) {
        System.exit(Commands.line(new RunCommand()).execute(arguments));
    }
}
