package org.manyhands.server.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.manyhands.db.Database;
import org.manyhands.db.batch.BatchEvent;
import org.manyhands.db.config.ProjectConfig;
import org.manyhands.db.config.ProjectDirectory;
import org.manyhands.db.file.FileStore;
import org.manyhands.db.host.Host;
import org.manyhands.db.ledger.Ledger;
import org.manyhands.db.ledger.LedgerAccount;
import org.manyhands.db.ledger.Price;
import org.manyhands.db.result.Result;
import org.manyhands.db.result.ResultEvent;
import org.manyhands.db.testing.TestDatabase;
import org.manyhands.db.testing.World;
import org.manyhands.db.workunit.WorkUnit;
import org.manyhands.db.workunit.WorkUnitEvent;
import org.manyhands.protocol.agent.OutcomeReport;
import org.manyhands.protocol.agent.ResultReport;
import org.manyhands.protocol.agent.StreamReport;
import org.manyhands.protocol.id.BatchId;
import org.manyhands.protocol.research.BatchView.AnswerFile;
import org.manyhands.server.ProjectServer;

/** The server as it runs, on a database with a finished and a running batch, in a real browser. */
class WholeProjectBrowserTest {
    @RegisterExtension
    static final Chromium chromium = new Chromium();

    @RegisterExtension
    final TestDatabase testDatabase = TestDatabase.h2();

    @TempDir
    Path folder;

    private Database database;
    private World world;
    private FileStore files;
    private List<Host> hosts;
    private ProjectServer server;

    @BeforeEach
    void start() throws Exception {
        database = testDatabase.database();
        world = new World(database);
        ProjectDirectory directory = new ProjectDirectory(folder.resolve("project")).create();
        files = FileStore.open(directory.files());
        hosts = List.of(world.host(world.account()), world.host(world.account()));
        server = ProjectServer.start(
                directory,
                ProjectConfig.DEFAULTS.withServer(new ProjectConfig.Server("127.0.0.1", 0, false, List.of())),
                database,
                directory.files(),
                Clock.systemUTC(),
                new SecureRandom());
    }

    @AfterEach
    void stop() {
        try {
            chromium.leave();
        } finally {
            server.close();
        }
    }

    @Test
    void an_answer_is_on_the_first_page_with_its_plot_and_can_be_taken_home() {
        List<WorkUnit> units = world.cutBatch(3);
        units.forEach(this::accept);
        complete(units.get(0).batchId());
        Page page = chromium.open(url("/"));
        assertThat(page.locator(".headline")).hasText("total = 14200");
        assertThat((Boolean) page.locator("a.plot img").evaluate("image => image.complete && image.naturalWidth > 0"))
                .isTrue();
        assertThat(page.locator(".table tbody tr")).hasCount(2);
        assertThat(page.locator("article").first()).containsText("3 of 3 tasks accepted");
        assertThat(page.locator(".hosts tbody tr").first()).containsText("3 accepted");
        assertThat(page.waitForDownload(
                                () -> page.locator("text=table.csv").first().click())
                        .suggestedFilename())
                .isEqualTo("table.csv");
        Chromium.picture(page, "whole-project");
        assertThat(Chromium.hindrances(page)).isEmpty();
    }

    @Test
    void work_is_seen_as_it_is_accepted() {
        List<WorkUnit> units = world.cutBatch(3);
        accept(units.get(0));
        Page first = chromium.open(url("/"));
        Page own = chromium.open(url("/batches/" + units.get(0).batchId()));
        assertThat(first.locator("article").first()).containsText("1 of 3 tasks accepted");
        assertThat(own.locator("svg.grid path.busy")).hasCount(1);
        units.subList(1, 3).forEach(this::accept);
        assertThat(first.locator("article").first()).containsText("3 of 3 tasks accepted");
        assertThat(own.locator("svg.grid path.busy")).hasCount(0);
    }

    @Test
    void a_failed_task_shows_what_its_program_said_last() {
        WorkUnit unit = world.cutBatch(1).get(0);
        fail(unit, "out of memory at row 17\n");
        Page page = chromium.open(url("/batches/" + unit.batchId()));
        assertThat(page.locator(".failure")).containsText("trapped: unreachable");
        assertThat(page.locator(".failure pre")).hasText("out of memory at row 17");
        assertThat(Chromium.hindrances(page)).isEmpty();
    }

    private String url(String path) {
        return "http://127.0.0.1:" + server.port() + path;
    }

    private void accept(WorkUnit unit) {
        List<Result> copies = world.copies(unit.id());
        for (int i = 0; i < copies.size(); i++) {
            Host host = hosts.get(i);
            Result back = world.bringBack(world.dispatch(copies.get(i), host), "same");
            database.runInTransaction(tx -> {
                assertThat(database.results().apply(tx, back, new ResultEvent.JudgedValid()))
                        .isPresent();
                database.ledger()
                        .pendAll(
                                tx,
                                List.of(new Ledger.Promise(
                                        LedgerAccount.escrow(unit.batchId()),
                                        LedgerAccount.host(host.id()),
                                        Price.of(World.FUEL, World.PRICE),
                                        unit.batchId(),
                                        unit.id(),
                                        back.id())),
                                tx.nowMillis() + 86_400_000);
            });
        }
        database.runInTransaction(tx -> {
            WorkUnit valid = database.workUnits()
                    .apply(tx, unit, new WorkUnitEvent.Validated(copies.get(0).id()));
            database.workUnits().apply(tx, valid, new WorkUnitEvent.Assimilated());
        });
    }

    private void fail(WorkUnit unit, String said) {
        List<Result> copies = world.copies(unit.id());
        OutcomeReport outcome = new OutcomeReport(OutcomeReport.Kind.TRAPPED, 0, "UNREACHABLE");
        StreamReport silent = new StreamReport(0, new byte[0]);
        byte[] bytes = said.getBytes(StandardCharsets.UTF_8);
        Result back = world.bringBack(world.dispatch(copies.get(0), hosts.get(0)), "same");
        database.runInTransaction(tx -> {
            database.results()
                    .saveReports(
                            tx,
                            List.of(new ResultReport(
                                    back.id(),
                                    outcome,
                                    World.FUEL,
                                    back.digest(),
                                    silent,
                                    new StreamReport(bytes.length, bytes),
                                    List.of(),
                                    5)));
            database.workUnits().apply(tx, unit, new WorkUnitEvent.Failed(outcome.words(), back.id()));
        });
    }

    private void complete(BatchId id) {
        List<AnswerFile> answer = List.of(
                file("table.csv", "text/csv; charset=utf-8", "n,solutions\n11,2680\n12,14200\n"),
                file(
                        "plot.svg",
                        "image/svg+xml",
                        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"40\" height=\"20\"><rect width=\"40\""
                                + " height=\"20\"/></svg>"));
        database.runInTransaction(tx -> {
            for (AnswerFile file : answer) {
                database.blobs().add(tx, file.sha256(), file.bytes(), null, false);
                database.answers().putFile(tx, id, file);
            }
            database.batches()
                    .apply(
                            tx,
                            database.batches().byId(tx, id).orElseThrow(),
                            new BatchEvent.Completed("total = 14200"));
        });
    }

    private AnswerFile file(String name, String mediaType, String content) {
        FileStore.Stored stored = files.put(content.getBytes(StandardCharsets.UTF_8));
        return new AnswerFile(name, stored.sha256(), stored.bytes(), mediaType);
    }
}
