package org.manyhands.server.account;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import java.lang.reflect.Method;
import org.jspecify.annotations.Nullable;

/** Looks at the token before the body is read, where the method says so: megabytes are not parsed for somebody unknown. */
public final class TokenFirst implements ContainerRequestFilter {
    private final Callers callers;

    @Context
    private @Nullable ResourceInfo matched;

    public TokenFirst(Callers callers) {
        this.callers = callers;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        @Nullable Method method = matched == null ? null : matched.getResourceMethod();
        if (method != null && method.isAnnotationPresent(SignedIn.class)) {
            callers.require(request.getHeaderString(HttpHeaders.AUTHORIZATION));
        }
    }
}
