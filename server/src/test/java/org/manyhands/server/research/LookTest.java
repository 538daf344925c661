package org.manyhands.server.research;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.manyhands.db.account.Account;
import org.manyhands.db.application.AppVersionRow;
import org.manyhands.db.batch.Batch;
import org.manyhands.db.batch.BatchEvent;
import org.manyhands.db.file.FileStore;
import org.manyhands.db.schedule.HostRecord;
import org.manyhands.db.testing.World;
import org.manyhands.db.trust.HostTrust;
import org.manyhands.db.trust.Standing;
import org.manyhands.db.workunit.WorkUnit;
import org.manyhands.db.workunit.WorkUnitEvent;
import org.manyhands.protocol.agent.Assignment;
import org.manyhands.protocol.error.ErrorCode;
import org.manyhands.protocol.id.AppVersionId;
import org.manyhands.protocol.research.AccountView;
import org.manyhands.protocol.research.BatchView;
import org.manyhands.protocol.research.HostExplanation;
import org.manyhands.protocol.research.HostView;
import org.manyhands.protocol.research.StatusView;
import org.manyhands.protocol.research.WorkUnitView;
import org.manyhands.server.testing.Answer;
import org.manyhands.server.testing.RunningServer;
import org.manyhands.server.testing.TestAgent;
import org.manyhands.server.testing.TestReports;

class LookTest {
    @RegisterExtension
    final RunningServer server = new RunningServer();

    @Test
    void aWorkUnitIsShownWithItsCopiesAndWhatItPrinted() {
        WorkUnit unit = server.world().cutBatch(2).get(0);
        TestAgent agent = TestAgent.attached(server, "vera");
        Assignment order = agent.assignments(agent.ask(1)).get(0);
        agent.report(TestReports.with(order.resultId(), 77, "x".repeat(20_000) + "the end", List.of()));

        WorkUnitView view =
                server.get("/api/v1/work-units/" + unit.id(), token()).as(WorkUnitView.class);

        assertThat(view.index()).isZero();
        assertThat(view.state()).isEqualTo("OPEN");
        assertThat(view.arguments()).isEqualTo(unit.arguments());
        assertThat(view.limits().fuel()).isEqualTo(World.FUEL);
        assertThat(view.stdoutTail()).hasSize(16 * 1024).endsWith("the end");
        assertThat(view.results()).hasSize(2);
        assertThat(view.results().get(0).hostId()).isEqualTo(agent.host());
        assertThat(view.results().get(0).hostName()).isEqualTo("test host");
        assertThat(view.results().get(0).outcome()).isEqualTo("finished with exit code 0");
        assertThat(view.results().get(1).state()).isEqualTo("UNSENT");
        server.get("/api/v1/work-units/99999", token()).refused(ErrorCode.NOT_FOUND, "99999");
        server.get("/api/v1/work-units/x", token()).refused(ErrorCode.NOT_FOUND, "'x'");
    }

    @Test
    void workUnitsAreListedInOrderByState() {
        List<WorkUnit> units = server.world().cutBatch(5);
        String path = "/api/v1/batches/" + units.get(0).batchId() + "/units";

        assertThat(RunningServer.list(server.get(path + "?offset=1&limit=3", token()), WorkUnitView[].class))
                .extracting(WorkUnitView::index)
                .containsExactly(1L, 2L, 3L);
        assertThat(RunningServer.list(server.get(path + "?state=failed", token()), WorkUnitView[].class))
                .isEmpty();
        assertThat(RunningServer.list(server.get(path + "?state=OPEN", token()), WorkUnitView[].class))
                .hasSize(5);
        server.get(path + "?state=GONE", token()).refused(ErrorCode.MALFORMED_REQUEST, "'GONE'", "OPEN");
        server.get(path + "?limit=501", token()).refused(ErrorCode.MALFORMED_REQUEST, "501", "500");
    }

    @Test
    void aRunningBatchShowsItsCountsAndAnEstimateOnceThereIsGround() {
        WorkUnit unit = server.world().cutBatch(10).get(0);
        TestAgent agent = TestAgent.attached(server, "vera");
        String path = "/api/v1/batches/" + unit.batchId();
        assertThat(server.get(path, token()).as(BatchView.class).estimate()).isNull();

        for (Assignment order : agent.assignments(agent.ask(5))) {
            server.clock().forward(java.time.Duration.ofSeconds(10));
            agent.report(TestReports.finished(order.resultId(), 5));
        }
        BatchView view = server.get(path, token()).as(BatchView.class);

        assertThat(view.results()).containsEntry("RETURNED", 5L).containsEntry("UNSENT", 15L);
        assertThat(view.credit().setAside()).isEqualTo(10 * World.SET_ASIDE);
        assertThat(view.estimate()).isNotNull();
        assertThat(view.estimate().endMillis())
                .as("15 copies, one in ten seconds")
                .isEqualTo(server.clock().millis() + 150_000);
        assertThat(view.estimate().latestMillis()).isGreaterThan(view.estimate().endMillis());
    }

    @Test
    void theEndOfABatchOfLongTasksIsForecastWithItsTail() {
        WorkUnit unit = server.world().cutBatch(10).get(0);
        TestAgent agent = TestAgent.attached(server, "vera");
        String path = "/api/v1/batches/" + unit.batchId();
        for (Assignment order : agent.assignments(agent.ask(5))) {
            server.clock().forward(java.time.Duration.ofMinutes(10));
            agent.report(TestReports.finished(order.resultId(), 5));
        }
        long countedEnd = view(path).estimate().endMillis();
        HostRecord record = HostRecord.NONE;
        for (int result = 0; result < 20; result++) {
            record = record.returned(World.FUEL, 600, 660);
        }
        server.world().learn(agent.host(), server.world().batch(unit.batchId()).appVersionId(), record);

        assertThat(view(path).estimate().endMillis())
                .as("what was said is good for some seconds")
                .isEqualTo(countedEnd);
        server.clock().forward(java.time.Duration.ofSeconds(6));
        agent.ask(1);
        BatchView.Estimate estimate = view(path).estimate();

        assertThat(estimate.basis()).contains("in four of five cases", "work units wait", "about 11 min");
        assertThat(estimate.endMillis()).isGreaterThan(server.clock().millis() + 60 * 60_000);
        assertThat(estimate.latestMillis()).isGreaterThan(estimate.endMillis());
        assertThat(estimate.earliestMillis()).isLessThan(estimate.endMillis());
    }

    @Test
    void aBatchThatNobodyMayTakeACopyOfSaysSo() {
        WorkUnit unit = server.world().cutBatch(2).get(0);
        TestAgent agent = TestAgent.attached(server, "vera");
        agent.assignments(agent.ask(5)).forEach(order -> agent.report(TestReports.finished(order.resultId(), 5)));
        String path = "/api/v1/batches/" + unit.batchId();
        assertThat(server.get(path, token()).as(BatchView.class).reason()).isEmpty();

        server.clock().forward(java.time.Duration.ofSeconds(40));
        BatchView view = server.get(path, token()).as(BatchView.class);

        assertThat(view.state()).isEqualTo("RUNNING");
        assertThat(view.reason())
                .isEqualTo("waits for more computers: 2 copies must agree, on computers of different accounts,"
                        + " and computers of 1 account are here");
        assertThat(view.estimate()).isNull();
        assertThat(server.get("/api/v1/work-units/" + unit.id(), token())
                        .as(WorkUnitView.class)
                        .reason())
                .isEqualTo(view.reason());

        TestAgent other = TestAgent.attached(server, "otto");
        assertThat(server.get(path, token()).as(BatchView.class).reason())
                .startsWith("none of the hosts that are here took its next copy; ./manyhands explain unit ")
                .doesNotContain("more computers");
        other.assignments(other.ask(1));
        assertThat(server.get(path, token()).as(BatchView.class).reason()).isEmpty();
    }

    @Test
    void aBatchWhoseCopiesEndedInErrorsSaysSoFirst() {
        WorkUnit unit = server.world().cutBatch(1).get(0);
        for (String name : List.of("vera", "otto")) {
            TestAgent agent = TestAgent.attached(server, name);
            agent.assignments(agent.ask(1))
                    .forEach(order -> agent.report(TestReports.hostFailed(order.resultId(), "disk full")));
        }
        String path = "/api/v1/batches/" + unit.batchId();
        server.database().inTransaction(tx -> server.database().results().createAll(tx, List.of(unit.copies(2, 2)), 0));
        server.clock().forward(java.time.Duration.ofSeconds(40));

        assertThat(view(path).reason())
                .isEqualTo("waits for more computers: 2 copies ended in errors, an account gets one copy of a work unit"
                        + " at most, and computers of 2 accounts are here");
    }

    @Test
    void aBatchWhoseErrorRateNeedsMoreAccountsThanAreHereSaysSo() {
        WorkUnit unit = server.world().cutTrusting(1, 1e-6).get(0);
        TestAgent agent = TestAgent.attached(server, "vera");
        agent.assignments(agent.ask(1)).forEach(order -> agent.report(TestReports.finished(order.resultId(), 5)));
        server.database().inTransaction(tx -> server.database().results().createAll(tx, List.of(unit.copies(1, 1)), 0));
        server.clock().forward(java.time.Duration.ofSeconds(40));

        assertThat(view("/api/v1/batches/" + unit.batchId()).reason())
                .startsWith("waits for more computers: at an error rate of 0.000001, 6 hosts of different accounts must"
                        + " agree while none of them is known, and computers of 1 account are here");
    }

    private BatchView view(String path) {
        return server.get(path, token()).as(BatchView.class);
    }

    @Test
    void aBatchSaysForHowLongNothingCameBack() {
        WorkUnit unit = server.world().cutBatch(10).get(0);
        TestAgent agent = TestAgent.attached(server, "vera");
        List<Assignment> orders = agent.assignments(agent.ask(6));
        orders.subList(0, 5).forEach(order -> agent.report(TestReports.finished(order.resultId(), 5)));
        server.clock().forward(java.time.Duration.ofSeconds(130));

        BatchView view =
                server.get("/api/v1/batches/" + unit.batchId(), token()).as(BatchView.class);

        assertThat(view.results()).containsEntry("IN_PROGRESS", 1L);
        assertThat(view.reason()).isEqualTo("nothing came back for 2 min");
        assertThat(view.estimate()).isNull();
    }

    /** An assembler of the batch may take ten minutes. */
    @Test
    void aBatchWhoseWorkUnitsAreAllDecidedSaysThatItsAnswerIsBeingPutTogether() {
        List<WorkUnit> units = server.world().cutBatch(2);
        String path = "/api/v1/batches/" + units.get(0).batchId();
        String putTogether = "all work units are decided, and the answer is being put together";
        decide(units.get(0), new WorkUnitEvent.Failed("its copies trapped", null));
        assertThat(view(path).reason()).doesNotContain(putTogether);

        decide(units.get(1), new WorkUnitEvent.Failed("its copies trapped", null));

        assertThat(view(path).reason()).isEqualTo(putTogether);
        assertThat(view(path).estimate()).isNull();
    }

    private void decide(WorkUnit unit, WorkUnitEvent event) {
        server.database().inTransaction(tx -> server.database().workUnits().apply(tx, unit, event));
    }

    @Test
    void hostsAreSeenByEverybody() {
        TestAgent agent = TestAgent.attached(server, "vera");

        assertThat(RunningServer.list(server.get("/api/v1/hosts", null), HostView[].class))
                .singleElement()
                .satisfies(host -> {
                    assertThat(host.account()).isEqualTo("vera");
                    assertThat(host.facts()).isEqualTo(TestAgent.FACTS);
                });
        assertThat(server.get("/api/v1/hosts/" + agent.host(), null)
                        .as(HostView.class)
                        .id())
                .isEqualTo(agent.host());
        server.get("/api/v1/hosts/4711", null).refused(ErrorCode.NOT_FOUND, "4711");
    }

    @Test
    void theNameOfAPrivateApplicationIsReadByWhoMayKnowOfIt() {
        AccountView owner = server.signUp("vera");
        TestAgent agent = TestAgent.joined(server, owner.token());
        Account researcher = server.world().account();
        AppVersionRow version = server.world().appVersion(researcher);
        server.world().learn(agent.host(), version.id(), HostRecord.NONE.broke());
        HostTrust trust = new HostTrust(agent.host(), version.applicationId(), new Standing(3, 1, 0, false), 0, 0);
        server.database().runInTransaction(tx -> server.database().trust().save(tx, List.of(trust), List.of()));
        String stranger = server.signUp("otto").token();

        assertThat(names(agent, null)).containsExactly("");
        assertThat(names(agent, "a token that nobody has")).containsExactly("");
        assertThat(names(agent, stranger)).containsExactly("", "");
        assertThat(names(agent, owner.token())).containsExactly(version.application(), version.application());
        assertThat(names(agent, server.administrator())).containsExactly(version.application(), version.application());
    }

    @Test
    void theNameOfAnApplicationWithAPublicBatchIsReadByEverybody() {
        TestAgent agent = TestAgent.attached(server, "vera");
        AppVersionId id = server.world()
                .batch(server.world().cutBatch(1).get(0).batchId())
                .appVersionId();
        AppVersionRow version = server.database()
                .inTransaction(
                        tx -> server.database().applications().version(tx, id).orElseThrow());
        HostTrust trust = new HostTrust(agent.host(), version.applicationId(), new Standing(3, 1, 0, false), 0, 0);
        server.database().runInTransaction(tx -> server.database().trust().save(tx, List.of(trust), List.of()));

        assertThat(names(agent, null)).containsExactly(version.application());
    }

    /** Of the host's standings and, for who is signed in, of its records. */
    private List<String> names(TestAgent agent, @Nullable String token) {
        String path = "/api/v1/hosts/" + agent.host();
        List<String> names = new ArrayList<>();
        server.get(path, token).as(HostView.class).trust().forEach(standing -> names.add(standing.application()));
        if (server.get("/api/v1/account", token).status() == 200) {
            HostExplanation explained = server.get(path + "/explanation", token).as(HostExplanation.class);
            explained.records().forEach(record -> names.add(record.application()));
        }
        return names;
    }

    @Test
    void hostsAreListedInPages() {
        TestAgent first = TestAgent.attached(server, "vera");
        TestAgent second = TestAgent.attached(server, "otto");
        TestAgent third = TestAgent.attached(server, "mia");

        assertThat(RunningServer.list(server.get("/api/v1/hosts?limit=2", null), HostView[].class))
                .extracting(HostView::id)
                .containsExactly(third.host(), second.host());
        assertThat(RunningServer.list(
                        server.get("/api/v1/hosts?limit=2&after=" + second.host(), null), HostView[].class))
                .extracting(HostView::id)
                .containsExactly(first.host());
        server.get("/api/v1/hosts?limit=201", null).refused(ErrorCode.MALFORMED_REQUEST, "'limit' is '201'", "200");
        server.get("/api/v1/hosts?offset=50", null).refused(ErrorCode.MALFORMED_REQUEST, "'offset' is '50'", "'after'");
        server.get("/api/v1/hosts?after=-1", null).refused(ErrorCode.MALFORMED_REQUEST, "'after' is '-1'");
    }

    @Test
    void theStatusIsSeenByEverybody() {
        server.world().cutBatch(3);
        TestAgent.attached(server, "vera");

        StatusView status = server.get("/api/v1/status", null).as(StatusView.class);

        assertThat(status.batches()).containsEntry("RUNNING", 1L);
        assertThat(status.workUnits()).containsEntry("OPEN", 3L);
        assertThat(status.results()).containsEntry("UNSENT", 6L);
        assertThat(status.hosts()).isEqualTo(1);
        assertThat(status.hostsActive()).isEqualTo(1);
        assertThat(status.journalBalances()).isTrue();
    }

    @Test
    void answersComeOutWhenTheBatchIsComplete() {
        WorkUnit unit = server.world().cutBatch(1).get(0);
        String path = "/api/v1/batches/" + unit.batchId() + "/answer/";
        FileStore.Stored plot = server.files().put("<svg/>".getBytes(StandardCharsets.UTF_8));
        server.get(path + "plot.svg", token()).refused(ErrorCode.WRONG_STATE, "RUNNING", "no answer yet");

        server.database().inTransaction(tx -> {
            Batch batch = server.database().batches().byId(tx, unit.batchId()).orElseThrow();
            server.database().workUnits().cancelOpen(tx, batch.id());
            server.database()
                    .answers()
                    .putFile(
                            tx,
                            batch.id(),
                            new BatchView.AnswerFile("a/plot.svg", plot.sha256(), plot.bytes(), "image/svg+xml"));
            return server.database().batches().apply(tx, batch, new BatchEvent.Completed("total = 1"));
        });
        Answer file = server.get(path + "a/plot.svg", token());

        assertThat(file.status()).isEqualTo(200);
        assertThat(file.text()).isEqualTo("<svg/>");
        assertThat(file.header("Content-Type")).isEqualTo("image/svg+xml");
        assertThat(file.header("Content-Security-Policy")).startsWith("sandbox");
        server.get(path + "other.txt", token()).refused(ErrorCode.NOT_FOUND, "other.txt", "a/plot.svg");
        assertThat(server.get("/api/v1/batches/" + unit.batchId(), token())
                        .as(BatchView.class)
                        .answer()
                        .headline())
                .isEqualTo("total = 1");
    }

    @Test
    void thePagesForPeopleAreThereBesideTheApi() {
        Answer page = server.get("/", null);

        assertThat(page.status()).isEqualTo(200);
        assertThat(page.header("Content-Type")).startsWith("text/html");
        assertThat(server.get("/nowhere", null).status()).isEqualTo(404);
    }

    private String token() {
        return server.administrator();
    }
}
