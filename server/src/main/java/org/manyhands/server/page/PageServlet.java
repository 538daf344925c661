package org.manyhands.server.page;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.manyhands.db.transaction.ConflictException;
import org.manyhands.db.transaction.DatabaseUnavailableException;
import org.manyhands.protocol.id.BatchId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The pages for people, at {@code /}: read only, no sign-in, nothing from other servers. */
public final class PageServlet extends HttpServlet {
    private static final Logger LOG = LoggerFactory.getLogger(PageServlet.class);
    private static final long serialVersionUID = 1;

    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
            + "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
    private static final Pattern BATCH = Pattern.compile("/batches/([0-9]{1,18})(/live|/answer/(.+))?");

    private final transient Pages pages;
    private final transient Templates templates;
    private final transient Assets assets;
    private final transient AnswerFiles answerFiles;

    /** @param clock for remembering what was read a moment ago; what pages say of time goes by the database's clock */
    public PageServlet(PageSource source, Clock clock) {
        assets = new Assets();
        templates = new Templates(assets);
        pages = new Pages(source, templates, clock);
        answerFiles = new AnswerFiles(pages, source);
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("Referrer-Policy", "no-referrer");
        response.setHeader("Content-Security-Policy", POLICY);
        try {
            answer(request, response);
        } catch (DatabaseUnavailableException | ConflictException e) {
            LOG.warn("a page could not be made: {}", e.getMessage());
            notice(
                    response,
                    HttpServletResponse.SC_SERVICE_UNAVAILABLE,
                    "Back in a moment",
                    "The project's database cannot be reached now. Nothing is lost: computers go on with what they have, "
                            + "and this page is there again as soon as the database is.");
        }
    }

    private void answer(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String path = path(request);
        Matcher batch = BATCH.matcher(path);
        if (path.equals("/") || path.equals("/live")) {
            live(pages.home(address(request)), path.equals("/live"), request, response);
        } else if (batch.matches() && Long.parseLong(batch.group(1)) > 0) {
            batch(BatchId.of(batch.group(1)), batch.group(2), batch.group(3), request, response);
        } else if (path.startsWith("/assets/")) {
            asset(path.substring("/assets/".length()), response);
        } else if (path.equals("/favicon.ico")) {
            asset("icon.svg", response);
        } else {
            missing(response, "There is nothing at this address.");
        }
    }

    private void batch(
            BatchId id,
            @Nullable String below,
            @Nullable String file,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        if (file != null) {
            if (!answerFiles.send(id, file, request, response)) {
                missing(response, "Batch " + id + " has no public file of that name.");
            }
            return;
        }
        Optional<LivePage> page = pages.batch(id);
        if (page.isPresent()) {
            live(page.get(), below != null, request, response);
        } else {
            missing(response, "There is no batch " + id + ".");
        }
    }

    private void live(LivePage page, boolean changesOnly, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        response.setHeader("Cache-Control", "no-store");
        if (!changesOnly) {
            html(response, HttpServletResponse.SC_OK, templates.page(page));
            return;
        }
        String seen = request.getParameter("seen");
        List<Region> changed = page.changedSince(seen == null ? "" : seen);
        if (changed.isEmpty()) {
            response.setStatus(HttpServletResponse.SC_NO_CONTENT);
        } else {
            html(response, HttpServletResponse.SC_OK, templates.changes(page, changed));
        }
    }

    private void asset(String name, HttpServletResponse response) throws IOException {
        Assets.Asset asset = assets.named(name).orElse(null);
        if (asset == null) {
            missing(response, "There is nothing at this address.");
            return;
        }
        response.setHeader("Cache-Control", "public, max-age=86400");
        response.setContentType(asset.mediaType());
        response.setContentLength(asset.bytes().length);
        response.getOutputStream().write(asset.bytes());
    }

    private void missing(HttpServletResponse response, String words) throws IOException {
        notice(response, HttpServletResponse.SC_NOT_FOUND, "Not here", words);
    }

    private void notice(HttpServletResponse response, int status, String heading, String words) throws IOException {
        response.setHeader("Cache-Control", "no-store");
        html(response, status, templates.notice(heading, words));
    }

    private static void html(HttpServletResponse response, int status, String html) throws IOException {
        response.setStatus(status);
        response.setContentType("text/html; charset=utf-8");
        response.getOutputStream().write(html.getBytes(StandardCharsets.UTF_8));
    }

    private static String path(HttpServletRequest request) {
        String below = request.getPathInfo();
        return request.getServletPath() + (below == null ? "" : below);
    }

    private static String address(HttpServletRequest request) {
        String url = request.getRequestURL().toString();
        return url.substring(0, url.length() - request.getRequestURI().length());
    }
}
