package org.manyhands.server.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.manyhands.db.transaction.DatabaseUnavailableException;
import org.manyhands.protocol.id.BatchId;

class PageServletTest {
    private static final Pattern POLL = Pattern.compile("hx-get=\"([^\"]+)\"");

    @TempDir
    Path folder;

    private Project project;
    private PageServer server;

    @BeforeEach
    void start() throws Exception {
        project = Sample.project(folder);
        // A clock that stands still: what was read once is remembered until the test ends.
        server = new PageServer(project, Clock.fixed(Instant.ofEpochMilli(Project.NOW), ZoneOffset.UTC));
    }

    @AfterEach
    void stop() throws Exception {
        server.close();
    }

    @Test
    void the_first_page_shows_the_whole_project() throws Exception {
        HttpResponse<String> page = server.get("/");
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body())
                .contains("Attic observatory", "All is well.")
                .contains("161 of 336 tasks accepted", "Done in about 4 minutes")
                .contains("312.4</b> held for hosts", "28.2</b> paid", "380</b> set aside")
                .contains("kitchen", "of ada", "Linux 6.12, amd64, 8 cores, 15.6 GiB", "812 billion")
                .contains("best validation_accuracy = 0.9778", "0.9667 on rows never seen");
    }

    @Test
    void everything_comes_from_this_server_and_nothing_else_may() throws Exception {
        HttpResponse<String> page = server.get("/");
        assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow())
                .contains("default-src 'none'", "script-src 'self'", "style-src 'self'")
                .doesNotContain("unsafe");
        assertThat(page.body())
                .doesNotContainPattern("(src|href)=\"(https?:)?//")
                .doesNotContain("style=\"");
        Matcher assets = Pattern.compile("(?:src|href)=\"(/assets/[^\"]+)\"").matcher(page.body());
        int found = 0;
        while (assets.find()) {
            found++;
            HttpResponse<String> asset = server.get(assets.group(1));
            assertThat(asset.statusCode()).as(assets.group(1)).isEqualTo(200);
            assertThat(asset.headers().firstValue("Cache-Control")).contains("public, max-age=86400");
        }
        assertThat(found).isGreaterThanOrEqualTo(4);
    }

    @Test
    void names_are_escaped() throws Exception {
        assertThat(server.get("/").body()).doesNotContain(Project.SCRIPT).contains("Old laptop &lt;script&gt;");
        assertThat(server.get("/batches/4").body()).doesNotContain(Project.SCRIPT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/batches/5"})
    void of_a_private_batch_only_its_progress_is_shown(String path) throws Exception {
        assertThat(server.get(path).body())
                .contains("A private batch", "10 of 100 tasks accepted")
                .doesNotContain("Secret alloys", "secretapp", "alloy 17 wins", "secret.txt");
    }

    @Test
    void who_looks_again_is_told_what_changed_and_else_nothing() throws Exception {
        String poll = poll(server.get("/").body());
        HttpResponse<String> nothing = server.get(poll);
        assertThat(nothing.statusCode()).isEqualTo(204);
        assertThat(nothing.body()).isEmpty();

        server.close();
        project.put(Sample.queens(200));
        server = new PageServer(project, Clock.systemUTC());
        HttpResponse<String> changes = server.get(poll);
        assertThat(changes.statusCode()).isEqualTo(200);
        assertThat(changes.body())
                .contains("id=\"region-batches\" class=\"region\" hx-swap-oob=\"true\"", "200 of 336 tasks accepted")
                .doesNotContain("region-answers", "region-hosts");
        assertThat(server.get(poll(changes.body())).statusCode()).isEqualTo(204);
    }

    @Test
    void many_readers_cost_the_database_one_look() throws Exception {
        for (int reader = 0; reader < 5; reader++) {
            server.get("/");
        }
        assertThat(project.looks).isEqualTo(1);
    }

    @Test
    void a_page_looks_often_while_there_is_work_and_seldom_else() throws Exception {
        assertThat(server.get("/batches/7").body()).contains("hx-trigger=\"every 2s, look\"");
        assertThat(server.get("/batches/6").body()).contains("hx-trigger=\"every 5s, look\"");
    }

    @Test
    void a_batch_page_shows_its_squares_and_what_failed() throws Exception {
        assertThat(server.get("/batches/4").body())
                .contains("Task by task", "<path class=\"bad\"")
                .contains("What failed", "trapped: unreachable", "reading row 1", "./manyhands unit 811");
        assertThat(server.get("/batches/7").body()).doesNotContain("What failed");
    }

    @Test
    void squares_are_drawn_only_when_the_state_of_each_task_is_known() throws Exception {
        project.units.remove(Sample.BROKEN);
        assertThat(server.get("/batches/4").body()).doesNotContain("Task by task");
    }

    @Test
    void files_of_a_public_answer_need_no_token() throws Exception {
        HttpResponse<String> plot = server.get("/batches/6/answer/plot.svg");
        assertThat(plot.statusCode()).isEqualTo(200);
        assertThat(plot.headers().firstValue("Content-Type")).contains("image/svg+xml");
        assertThat(plot.headers().firstValue("Content-Security-Policy").orElseThrow())
                .contains("default-src 'none'", "sandbox");
        assertThat(plot.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
        String tag = plot.headers().firstValue("ETag").orElseThrow();
        assertThat(server.get("/batches/6/answer/plot.svg", "If-None-Match", tag)
                        .statusCode())
                .isEqualTo(304);
    }

    @Test
    void every_file_of_an_answer_is_linked_whatever_its_name() throws Exception {
        Matcher links = Pattern.compile("href=\"([^\"]+)\" download=")
                .matcher(server.get("/batches/6").body());
        int found = 0;
        while (links.find()) {
            found++;
            assertThat(server.get(links.group(1)).statusCode())
                    .as(links.group(1))
                    .isEqualTo(200);
        }
        assertThat(found).isEqualTo(5);
    }

    @Test
    void of_several_tables_the_answers_own_is_shown() throws Exception {
        assertThat(server.get("/").body())
                .contains("First rows of table.csv", "row 7, \"fine\"")
                .doesNotContain("First rows of best.csv");
    }

    @Test
    void what_a_program_made_is_saved_unless_it_is_harmless_to_show() throws Exception {
        HttpResponse<String> file = server.get("/batches/6/answer/score.html");
        assertThat(file.headers().firstValue("Content-Type")).contains("application/octet-stream");
        assertThat(file.headers().firstValue("Content-Disposition"))
                .contains("attachment; filename*=UTF-8''score.html");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/nothing",
                "/batches/99",
                "/batches/0",
                "/batches/x",
                "/batches/99999999999999999999",
                "/batches/5/answer/secret.txt",
                "/batches/6/answer/missing.txt",
                "/batches/6/answer/",
                "/assets/other.js",
                "/assets/../page.css"
            })
    void what_is_not_there_is_said_so_on_a_page(String path) throws Exception {
        HttpResponse<String> page = server.get(path);
        assertThat(page.statusCode()).isEqualTo(404);
        assertThat(page.headers().firstValue("Content-Type")).contains("text/html;charset=utf-8");
        assertThat(page.body()).contains("Not here");
    }

    @Test
    void silence_of_a_daemon_and_a_broken_journal_are_seen_at_a_glance() throws Exception {
        project.daemons.remove(1);
        project.journalBalances = false;
        assertThat(server.get("/").body())
                .doesNotContain("All is well.")
                .contains("No sign of life: validator (never seen).", "The journal of credit does not balance.");
    }

    @Test
    void without_its_database_it_says_so_and_promises_nothing_else() throws Exception {
        server.close();
        PageSource down = new PageSource() {
            @Override
            public Snapshot snapshot() {
                throw new DatabaseUnavailableException("the database cannot be reached", new Exception("refused"));
            }

            @Override
            public java.util.Optional<BatchDetail> batch(BatchId id) {
                throw new DatabaseUnavailableException("the database cannot be reached", new Exception("refused"));
            }

            @Override
            public java.util.Optional<Path> file(String sha256) {
                return java.util.Optional.empty();
            }
        };
        server = new PageServer(down, Clock.systemUTC());
        assertThat(server.get("/").statusCode()).isEqualTo(503);
        assertThat(server.get("/batches/7").body()).contains("Back in a moment").doesNotContain("refused");
    }

    private static String poll(String html) {
        Matcher poll = POLL.matcher(html);
        assertThat(poll.find()).isTrue();
        return poll.group(1);
    }
}
