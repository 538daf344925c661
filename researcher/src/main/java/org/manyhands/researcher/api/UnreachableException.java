package org.manyhands.researcher.api;

import java.io.IOException;
import java.net.URI;

/** No answer came: nobody listens there, or the connection broke. The same call may be made again. */
public final class UnreachableException extends IOException {
    private static final long serialVersionUID = 1L;

    UnreachableException(URI base, IOException cause) {
        super(
                "no project answers at " + base + " (" + reason(cause)
                        + "); start one on this machine with ./manyhands up, or name another with --url URL",
                cause);
    }

    private static String reason(IOException cause) {
        if (cause instanceof java.net.http.HttpConnectTimeoutException) {
            return "no connection within " + HttpCalls.CONNECT_SECONDS + " s";
        }
        if (cause instanceof java.net.http.HttpTimeoutException) {
            return "connected, but no answer in time";
        }
        if (cause instanceof java.net.ConnectException) {
            if (unresolved(cause)) {
                return "no such host";
            }
            return cause.getMessage() == null ? "connection refused" : cause.getMessage();
        }
        return "connection broken: "
                + (cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage());
    }

    private static boolean unresolved(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof java.nio.channels.UnresolvedAddressException) {
                return true;
            }
        }
        return false;
    }
}
