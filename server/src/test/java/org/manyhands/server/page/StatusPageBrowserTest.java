package org.manyhands.server.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The pages in a real browser; skipped where there is none. Pictures of them are left in {@code target/screenshots}. */
class StatusPageBrowserTest {
    private static Playwright playwright;
    private static Browser browser;

    @TempDir
    Path folder;

    private Project project;
    private PageServer server;
    private final List<String> complaints = new ArrayList<>();

    @BeforeAll
    static void open() {
        Optional<Path> chromium = Stream.of("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome")
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst();
        assumeTrue(
                chromium.isPresent(), "no Chromium here: install the package chromium to test the pages in a browser");
        playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(chromium.get())
                        .setArgs(List.of("--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu")));
    }

    @AfterAll
    static void close() {
        if (playwright != null) {
            playwright.close();
        }
    }

    @BeforeEach
    void start() throws Exception {
        project = Sample.project(folder);
        server = new PageServer(project, Clock.systemUTC());
    }

    @AfterEach
    void stop() throws Exception {
        server.close();
    }

    @ParameterizedTest
    @CsvSource({"LIGHT, 1280", "DARK, 390"})
    void a_populated_project_can_be_read_by_everybody(ColorScheme scheme, int width) {
        try (BrowserContext context = context(scheme, width)) {
            for (String path : List.of("/", "/batches/7", "/batches/4")) {
                Page page = show(context, path);
                picture(page, (path.equals("/") ? "home" : "batch-" + path.substring(9)) + "-" + scheme + "-" + width);
                assertThat(new AxeBuilder(page).analyze().getViolations())
                        .extracting(Rule::toString)
                        .isEmpty();
                assertThat((Integer) page.evaluate("document.documentElement.scrollWidth"))
                        .as("nobody scrolls sideways on %s", path)
                        .isLessThanOrEqualTo(width);
                page.close();
            }
        }
        assertThat(complaints).isEmpty();
    }

    @Test
    void an_answer_shows_its_headline_table_and_plot() {
        try (BrowserContext context = context(ColorScheme.LIGHT, 1280)) {
            Page page = show(context, "/");
            PlaywrightAssertions.assertThat(page.locator(".headline"))
                    .containsText("best validation_accuracy = 0.9778");
            PlaywrightAssertions.assertThat(page.locator(".table tbody tr")).hasCount(8);
            Locator plot = page.locator("a.plot img");
            assertThat((Boolean) plot.evaluate("image => image.complete && image.naturalWidth > 0"))
                    .isTrue();
        }
        assertThat(complaints).isEmpty();
    }

    @Test
    void progress_moves_without_loading_the_page_again() {
        try (BrowserContext context = context(ColorScheme.LIGHT, 1280)) {
            Page page = show(context, "/");
            page.evaluate("window.stayed = true");
            page.evaluate("document.querySelector('a.plot img').dataset.stayed = 'yes'");
            PlaywrightAssertions.assertThat(page.locator("article", new Page.LocatorOptions().setHasText("Queens")))
                    .containsText("161 of 336 tasks accepted");
            project.put(Sample.queens(200));
            PlaywrightAssertions.assertThat(page.locator("article", new Page.LocatorOptions().setHasText("Queens")))
                    .containsText("200 of 336 tasks accepted");
            assertThat((Boolean) page.evaluate("window.stayed")).isTrue();
            assertThat(page.evaluate("document.querySelector('a.plot img').dataset.stayed"))
                    .as("what did not change is left alone")
                    .isEqualTo("yes");
        }
        assertThat(complaints).isEmpty();
    }

    @Test
    void what_is_shown_stays_when_the_server_is_gone_and_says_so() throws Exception {
        try (BrowserContext context = context(ColorScheme.LIGHT, 1280)) {
            Page page = show(context, "/");
            server.close();
            PlaywrightAssertions.assertThat(page.locator("#offline")).containsText("The server does not answer");
            PlaywrightAssertions.assertThat(page.locator("article", new Page.LocatorOptions().setHasText("Queens")))
                    .isVisible();
        }
    }

    @Test
    void names_are_text_whatever_they_contain() {
        try (BrowserContext context = context(ColorScheme.LIGHT, 1280)) {
            Page page = show(context, "/batches/4");
            PlaywrightAssertions.assertThat(page.locator("h1")).hasText(Project.SCRIPT);
            assertThat(page.title()).isEqualTo(Project.SCRIPT + " – Attic observatory");
            PlaywrightAssertions.assertThat(page.locator("pre").first()).containsText("panic: " + Project.SCRIPT);
        }
        assertThat(complaints).isEmpty();
    }

    @Test
    void an_empty_project_says_what_to_do_next() {
        project.batches.clear();
        project.hosts.clear();
        try (BrowserContext context = context(ColorScheme.LIGHT, 1280)) {
            Page page = show(context, "/");
            picture(page, "empty");
            PlaywrightAssertions.assertThat(page.locator(".start")).containsText("agent attach " + server.url());
            PlaywrightAssertions.assertThat(page.locator(".start")).containsText("submit batch.yaml");
            assertThat(new AxeBuilder(page).analyze().getViolations()).isEmpty();
        }
    }

    private static BrowserContext context(ColorScheme scheme, int width) {
        return browser.newContext(
                new Browser.NewContextOptions().setColorScheme(scheme).setViewportSize(width, 900));
    }

    private Page show(BrowserContext context, String path) {
        Page page = context.newPage();
        page.onConsoleMessage(message -> {
            if (message.type().equals("error")) {
                complaints.add(message.text());
            }
        });
        page.onPageError(complaints::add);
        page.navigate(server.url() + path);
        return page;
    }

    private static void picture(Page page, String name) {
        page.screenshot(new Page.ScreenshotOptions()
                .setFullPage(true)
                .setPath(Path.of("target", "screenshots", name + ".png")));
    }
}
