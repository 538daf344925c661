package org.manyhands.server.http;

import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import jakarta.ws.rs.ext.ExceptionMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.manyhands.db.transaction.ConflictException;
import org.manyhands.db.transaction.DatabaseUnavailableException;
import org.manyhands.db.transaction.IllegalTransitionException;
import org.manyhands.protocol.error.ErrorCode;
import org.manyhands.protocol.error.Problem;
import org.manyhands.protocol.error.RefusedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns whatever went wrong into {@code application/problem+json}; what is our own fault is logged, never sent. */
public final class Problems implements ExceptionMapper<Throwable> {
    private static final Logger LOG = LoggerFactory.getLogger(Problems.class);
    private static final int RETRY_SECONDS = 5;

    @Context
    private @Nullable UriInfo uri;

    @Override
    public Response toResponse(Throwable fault) {
        Problem problem = problem(fault);
        Response.ResponseBuilder response =
                Response.status(problem.status()).type(Problem.MEDIA_TYPE).entity(problem);
        if (problem.status() == 503 || problem.status() == 429) {
            response.header(
                    HttpHeaders.RETRY_AFTER, fault instanceof ComeBackException e ? e.seconds() : RETRY_SECONDS);
        }
        return response.build();
    }

    private Problem problem(Throwable fault) {
        if (fault instanceof OutOfSequenceException e) {
            return Problem.of(e.code(), words(e), e.expected());
        }
        if (fault instanceof ComeBackException e) {
            // Not a line in the log for each of a crowd.
            return Problem.of(e.code(), words(e));
        }
        if (fault instanceof RefusedException e) {
            return refused(e);
        }
        if (fault instanceof IllegalTransitionException e) {
            return Problem.of(ErrorCode.WRONG_STATE, words(e));
        }
        if (fault instanceof WebApplicationException e) {
            return ofHttp(e);
        }
        if (fault instanceof DatabaseUnavailableException || fault instanceof ConflictException) {
            LOG.warn("a call could not be carried out: {}", fault.getMessage());
            if (fault instanceof DatabaseUnavailableException gone && gone.outOfSpace()) {
                return Problem.of(ErrorCode.OUT_OF_SPACE, words(gone));
            }
            return Problem.of(
                    ErrorCode.UNAVAILABLE, "the project's database cannot be used now; nothing was changed; try again");
        }
        return internal(fault);
    }

    private static Problem refused(RefusedException e) {
        if (e.code().blame() == ErrorCode.Blame.SERVER) {
            LOG.warn("a call could not be carried out: {}", e.getMessage());
        }
        return Problem.of(e.code(), words(e));
    }

    private Problem ofHttp(WebApplicationException e) {
        if (e.getCause() instanceof RefusedException refusal) {
            return refused(refusal);
        }
        int status = e.getResponse().getStatus();
        String path = uri == null ? "this path" : "/" + uri.getPath();
        if (status == 404) {
            return Problem.of(ErrorCode.NOT_FOUND, "there is nothing at " + path);
        }
        if (status >= 500) {
            return internal(e);
        }
        String detail = switch (status) {
            case 405 -> "this method is not known at " + path;
            case 406 -> path + " answers application/json, which the header Accept does not allow";
            case 415 -> path + " does not take a body of this Content-Type";
            default -> "the request to " + path + " does not have the documented form";
        };
        Problem problem = Problem.of(ErrorCode.MALFORMED_REQUEST, detail);
        return new Problem(problem.type(), problem.title(), status, detail, problem.code(), problem.number(), 0);
    }

    private static String words(RuntimeException e) {
        return Objects.requireNonNullElse(e.getMessage(), "");
    }

    private static Problem internal(Throwable fault) {
        if (fault instanceof IOException || fault instanceof UncheckedIOException) {
            // Most often the caller went away; then nobody reads the answer.
            LOG.warn("a call ended early: {}", fault.toString());
        } else {
            LOG.error("a call failed", fault);
        }
        return Problem.of(
                ErrorCode.INTERNAL,
                "something failed in the server; nothing was changed; its log says what; try again later");
    }
}
