package org.manyhands.agent.http;

import java.io.IOException;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/** Somebody answers at the address, but not a Manyhands project: another service, or a network's sign-in page. */
public final class NotAProjectException extends IOException {
    private static final long serialVersionUID = 1L;

    NotAProjectException(URI base, @Nullable Exception cause) {
        super(base + " answers, but not as a Manyhands project", cause);
    }
}
