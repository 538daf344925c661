package org.manyhands.sandbox.cli;

/** Starts {@code manyhands inspect}. */
public final class InspectMain {
    private InspectMain() {}

    public static void main(String[] arguments) {
        System.exit(Commands.line(new InspectCommand()).execute(arguments));
    }
}
