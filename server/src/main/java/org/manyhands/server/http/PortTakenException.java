package org.manyhands.server.http;

/** Another process listens there already. */
public final class PortTakenException extends Exception {
    private static final long serialVersionUID = 1L;

    public PortTakenException(String address, int port, Throwable cause) {
        super(
                "port " + port + " of " + address
                        + " is taken by another process; end that one, or give another port with"
                        + " --port N or 'server.port' in manyhands.yaml (0 takes a free one)",
                cause);
    }
}
