package org.manyhands.protocol.config;

/** A configuration or description file has a mistake; the message is for people. */
public final class ConfigException extends Exception {
    private static final long serialVersionUID = 1L;

    public ConfigException(String message) {
        super(message);
    }
}
