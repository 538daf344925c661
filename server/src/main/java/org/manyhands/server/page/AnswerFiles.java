package org.manyhands.server.page;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.manyhands.protocol.id.BatchId;
import org.manyhands.protocol.research.BatchView;
import org.manyhands.protocol.research.BatchView.AnswerFile;

/** Hands out the files of public answers. What a researcher's program made is shown, never trusted: it runs no script here. */
final class AnswerFiles {
    private static final String POLICY = "default-src 'none'; style-src 'unsafe-inline'; sandbox";

    /** What browsers may show; everything else they save. */
    private static final Set<String> SHOWN = Set.of(
            "image/svg+xml", "image/png", "image/jpeg", "image/gif", "text/plain", "text/csv", "application/json");

    private final Pages pages;
    private final PageSource source;

    AnswerFiles(Pages pages, PageSource source) {
        this.pages = pages;
        this.source = source;
    }

    /** Sends the file; false, and nothing sent, when the public has no such file. */
    boolean send(BatchId batch, String name, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        AnswerFile file = publicFile(batch, name, request.getParameter("v")).orElse(null);
        Path path = file == null ? null : source.file(file.sha256()).orElse(null);
        if (file == null || path == null) {
            return false;
        }
        String tag = "\"" + file.sha256() + "\"";
        response.setHeader("Content-Security-Policy", POLICY);
        response.setHeader("Cache-Control", "no-cache");
        response.setHeader("ETag", tag);
        if (tag.equals(request.getHeader("If-None-Match"))) {
            response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
            return true;
        }
        String plain = file.mediaType().split(";", 2)[0].strip();
        if (SHOWN.contains(plain)) {
            response.setContentType(plain.startsWith("text/") ? plain + "; charset=utf-8" : plain);
        } else {
            response.setContentType("application/octet-stream");
            response.setHeader("Content-Disposition", "attachment; filename*=UTF-8''" + encoded(file.name()));
        }
        response.setContentLengthLong(Files.size(path));
        Files.copy(path, response.getOutputStream());
        return true;
    }

    private Optional<AnswerFile> publicFile(BatchId id, String name, @Nullable String version) {
        BatchView batch = pages.detail(id).map(PageSource.BatchDetail::batch).orElse(null);
        BatchView.Answer answer = batch == null || !batch.visibleToAll() ? null : batch.answer();
        if (answer == null) {
            return Optional.empty();
        }
        return answer.files().stream()
                .filter(file -> AnswerCard.version(file).equals(version))
                .findFirst()
                .or(() -> answer.files().stream()
                        .filter(file -> file.name().equals(name))
                        .findFirst());
    }

    private static String encoded(String name) {
        String last = name.substring(name.lastIndexOf('/') + 1);
        return URLEncoder.encode(last, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
