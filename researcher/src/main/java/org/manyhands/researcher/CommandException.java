package org.manyhands.researcher;

/** A command cannot do what it was asked to. The message is for people and says what to do next. */
public final class CommandException extends Exception {
    private static final long serialVersionUID = 1L;

    private final int exitCode;

    private CommandException(int exitCode, String message) {
        super(message);
        this.exitCode = exitCode;
    }

    /** It was tried, and failed. */
    public static CommandException failed(String message) {
        return new CommandException(ExitCode.FAILURE, message);
    }

    /** It was called in a way that makes no sense. */
    public static CommandException misused(String message) {
        return new CommandException(ExitCode.MISUSE, message);
    }

    public int exitCode() {
        return exitCode;
    }
}
