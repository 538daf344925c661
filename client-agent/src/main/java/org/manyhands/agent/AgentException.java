package org.manyhands.agent;

/** The agent cannot go on; the message is one line for people and ends with what to do. */
public class AgentException extends Exception {
    private static final long serialVersionUID = 1L;

    public AgentException(String message) {
        super(message);
    }

    public AgentException(String message, Throwable cause) {
        super(message, cause);
    }
}
