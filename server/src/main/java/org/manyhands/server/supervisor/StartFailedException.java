package org.manyhands.server.supervisor;

/** The project could not be started; the message is for people. */
final class StartFailedException extends Exception {
    private static final long serialVersionUID = 1L;

    StartFailedException(String message) {
        super(message);
    }
}
