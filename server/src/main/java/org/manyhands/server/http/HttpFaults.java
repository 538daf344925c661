package org.manyhands.server.http;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;
import org.manyhands.protocol.error.ErrorCode;
import org.manyhands.protocol.error.Problem;
import org.manyhands.protocol.json.Json;

/** What goes wrong before or behind the API (a request that is no HTTP, a page that fails), told the same way. */
final class HttpFaults extends ErrorHandler {
    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        int status = response.getStatus();
        Problem problem = status == 404
                ? Problem.of(ErrorCode.NOT_FOUND, "there is nothing at this path")
                : status >= 500
                        ? Problem.of(ErrorCode.INTERNAL, "something failed in the server; its log says what")
                        : Problem.of(ErrorCode.MALFORMED_REQUEST, "the request is not HTTP that this server takes");
        Problem told = new Problem(
                problem.type(), problem.title(), status, problem.detail(), problem.code(), problem.number(), 0);
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, Problem.MEDIA_TYPE);
        response.write(true, ByteBuffer.wrap(Json.write(told).getBytes(StandardCharsets.UTF_8)), callback);
        return true;
    }
}
