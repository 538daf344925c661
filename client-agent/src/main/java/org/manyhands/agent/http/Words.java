package org.manyhands.agent.http;

import java.net.ConnectException;
import java.net.UnknownHostException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;

/** Says in words what went wrong on the way: the JDK's own messages are often empty. */
public final class Words {
    private Words() {}

    public static String of(Throwable trouble) {
        for (Throwable cause = trouble; cause != null; cause = cause.getCause()) {
            if (cause instanceof UnresolvedAddressException || cause instanceof UnknownHostException) {
                return "no such host";
            }
        }
        if (trouble instanceof HttpTimeoutException) {
            return "no answer in time";
        }
        if (trouble instanceof ConnectException) {
            return "nobody listens there";
        }
        String message = trouble.getMessage();
        return message == null || message.isBlank() ? trouble.getClass().getSimpleName() : message;
    }
}
