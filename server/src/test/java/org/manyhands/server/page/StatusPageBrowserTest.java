package org.manyhands.server.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The pages of a made-up project in a real browser. */
class StatusPageBrowserTest {
    @RegisterExtension
    static final Chromium chromium = new Chromium();

    @TempDir
    Path folder;

    private Project project;
    private PageServer server;

    @BeforeEach
    void start() throws Exception {
        project = Sample.project(folder);
        server = new PageServer(project, Clock.systemUTC());
    }

    @AfterEach
    void stop() throws Exception {
        try {
            chromium.leave();
        } finally {
            server.close();
        }
    }

    @ParameterizedTest
    @CsvSource({"LIGHT, 1280", "DARK, 390"})
    void a_populated_project_can_be_read_by_everybody(ColorScheme scheme, int width) {
        for (String path : List.of("/", "/batches/7", "/batches/4")) {
            Page page = chromium.open(server.url() + path, scheme, width);
            Chromium.picture(page, (path.equals("/") ? "home" : "batch-" + path.substring(9)) + "-" + scheme);
            assertThat(Chromium.hindrances(page)).as(path).isEmpty();
            assertThat((Integer) page.evaluate("document.documentElement.scrollWidth"))
                    .as("nobody scrolls sideways on %s", path)
                    .isLessThanOrEqualTo(width);
        }
    }

    @Test
    void an_answer_shows_its_headline_table_and_plot() {
        Page page = chromium.open(server.url());
        assertThat(page.locator(".headline")).containsText("best validation_accuracy = 0.9778");
        assertThat(page.locator(".table tbody tr")).hasCount(8);
        assertThat((Boolean) page.locator("a.plot img").evaluate("image => image.complete && image.naturalWidth > 0"))
                .isTrue();
    }

    @Test
    void progress_moves_and_what_did_not_change_is_left_alone() {
        Page page = chromium.open(server.url());
        page.evaluate("document.querySelector('a.plot img').dataset.stayed = 'yes'");
        assertThat(queens(page)).containsText("161 of 336 tasks accepted");
        project.put(Sample.queens(200));
        assertThat(queens(page)).containsText("200 of 336 tasks accepted");
        assertThat(page.evaluate("document.querySelector('a.plot img').dataset.stayed"))
                .isEqualTo("yes");
    }

    @Test
    void who_stands_on_a_link_stays_there_when_the_page_moves() {
        Page page = chromium.open(server.url());
        page.locator("#batch-7").focus();
        project.put(Sample.queens(200));
        assertThat(queens(page)).containsText("200 of 336 tasks accepted");
        assertThat(page.locator("#batch-7")).isFocused();
    }

    @Test
    void a_page_that_nobody_sees_asks_for_nothing() {
        Page page = chromium.open(server.url());
        page.evaluate("Object.defineProperty(document, 'hidden', {value: true, configurable: true})");
        // The page itself counts how often it wanted to look, so that no clock decides this test.
        page.evaluate("const count = (name, event) => document.addEventListener(event, () => {"
                + "document.body.dataset[name] = Number(document.body.dataset[name] || 0) + 1; });"
                + "count('wanted', 'htmx:confirm'); count('asked', 'htmx:beforeSend')");
        assertThat(page.locator("body")).hasAttribute("data-wanted", Pattern.compile("[2-9]"));
        assertThat(page.locator("body[data-asked]")).hasCount(0);
        page.evaluate("Object.defineProperty(document, 'hidden', {value: false, configurable: true});"
                + "document.dispatchEvent(new Event('visibilitychange'))");
        assertThat(page.locator("body")).hasAttribute("data-asked", Pattern.compile("[1-9]"));
    }

    @Test
    void what_is_shown_stays_when_the_server_is_gone_and_says_so() throws Exception {
        Page page = chromium.open(server.url());
        server.close();
        assertThat(page.locator("#offline")).containsText("The server does not answer");
        assertThat(queens(page)).isVisible();
        chromium.allowComplaints();
    }

    @Test
    void names_are_text_whatever_they_contain() {
        Page page = chromium.open(server.url() + "/batches/4");
        assertThat(page.locator("h1")).hasText(Project.SCRIPT);
        assertThat(page).hasTitle(Project.SCRIPT + " – Attic observatory");
        assertThat(page.locator("pre").first()).containsText("panic: " + Project.SCRIPT);
    }

    @Test
    void an_empty_project_says_what_to_do_next() {
        project.batches.clear();
        project.hosts.clear();
        Page page = chromium.open(server.url());
        Chromium.picture(page, "empty");
        assertThat(page.locator(".start")).containsText("agent attach " + server.url());
        assertThat(page.locator(".start")).containsText("submit batch.yaml");
        assertThat(Chromium.hindrances(page)).isEmpty();
    }

    private static Locator queens(Page page) {
        return page.locator("article", new Page.LocatorOptions().setHasText("Queens"));
    }
}
