package org.manyhands.db.result;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.manyhands.db.account.Account;
import org.manyhands.db.host.Host;
import org.manyhands.db.testing.DatabaseContract;
import org.manyhands.db.testing.TestDatabase;
import org.manyhands.db.testing.World;
import org.manyhands.db.transaction.IllegalTransitionException;
import org.manyhands.db.workunit.WorkUnit;
import org.manyhands.protocol.agent.OutcomeReport;
import org.manyhands.protocol.agent.ResultReport;
import org.manyhands.protocol.agent.StreamReport;
import org.manyhands.protocol.crypto.Digests;
import org.manyhands.protocol.id.HostId;
import org.manyhands.protocol.id.ResultId;

/** Many results in one call: the same as one after another, and each outcome is that of its own row. */
class ResultBlocksTest extends DatabaseContract {
    private static final OutcomeReport FINISHED = new OutcomeReport(OutcomeReport.Kind.FINISHED, 0, "");

    ResultBlocksTest(TestDatabase test) {
        super(test);
    }

    /** More than one JDBC batch, and the ones that were changed meanwhile in the midst of the others. */
    @Test
    void of_many_at_once_exactly_those_that_were_as_read_are_changed() {
        List<Result> unsent = firstCopies(world.cutBatch(230));
        Host host = world.host(world.account());
        Host other = world.host(world.account());
        List<Integer> lost = List.of(0, 57, 99, 100, 101, 229);
        lost.forEach(place -> world.dispatch(unsent.get(place), other));

        List<Optional<Result>> outcome = dispatchAll(unsent, host);

        assertThat(outcome).hasSize(230);
        for (int place = 0; place < 230; place++) {
            boolean was = !lost.contains(place);
            assertThat(outcome.get(place).isPresent()).as("row " + place).isEqualTo(was);
            assertThat(now(unsent.get(place)).host()).isEqualTo(was ? host.id() : other.id());
            assertThat(outcome.get(place).map(this::now)).isEqualTo(outcome.get(place));
        }
    }

    @Test
    void different_events_go_together() {
        Host host = world.host(world.account());
        List<Result> sent = new ArrayList<>();
        dispatchAll(firstCopies(world.cutBatch(4)), host).forEach(result -> sent.add(result.orElseThrow()));

        List<Optional<Result>> outcome = tx(tx -> db.results()
                .applyAll(
                        tx,
                        List.of(
                                new ResultChange(sent.get(0), new ResultEvent.Heartbeat(7)),
                                new ResultChange(
                                        sent.get(1),
                                        new ResultEvent.Returned(FINISHED, World.FUEL, Digests.sha256("a"))),
                                new ResultChange(sent.get(2), new ResultEvent.Errored("no memory")),
                                new ResultChange(sent.get(3), new ResultEvent.Heartbeat(0)))));

        assertThat(outcome)
                .extracting(result -> result.orElseThrow().state())
                .containsExactly(
                        ResultState.IN_PROGRESS, ResultState.RETURNED, ResultState.ERRORED, ResultState.IN_PROGRESS);
        for (Optional<Result> result : outcome) {
            assertThat(now(result.orElseThrow())).isEqualTo(result.orElseThrow());
        }
        assertThat(list(tx -> db.results().heldBy(tx, host.id())))
                .extracting(Result::id)
                .containsExactly(sent.get(0).id(), sent.get(3).id());
    }

    @Test
    void an_account_gets_one_copy_of_a_work_unit_within_one_call_too() {
        List<WorkUnit> units = world.cutBatch(2);
        Account ann = world.account();
        List<Result> copies = new ArrayList<>(world.copies(units.get(0).id()));
        copies.addAll(world.copies(units.get(1).id()));
        world.dispatch(copies.get(3), world.host(ann));

        List<Optional<Result>> outcome = dispatchAll(copies, world.host(ann));

        assertThat(outcome).extracting(Optional::isPresent).containsExactly(true, false, false, false);
    }

    @Test
    void an_event_that_a_state_forbids_changes_none_of_them() {
        List<Result> unsent = firstCopies(world.cutBatch(2));
        assertThatThrownBy(() -> tx(tx -> db.results()
                        .applyAll(
                                tx,
                                List.of(
                                        new ResultChange(unsent.get(0), new ResultEvent.NotNeeded()),
                                        new ResultChange(unsent.get(1), new ResultEvent.JudgedValid())))))
                .isInstanceOf(IllegalTransitionException.class)
                .hasMessageContaining(unsent.get(1).id().toString());
        assertThat(unsent).extracting(result -> now(result).state()).containsOnly(ResultState.UNSENT);
    }

    @Test
    void what_hosts_hold_is_read_for_many_at_once() {
        List<Result> unsent = firstCopies(world.cutBatch(3));
        Host one = world.host(world.account());
        Host other = world.host(world.account());
        Host idle = world.host(world.account());
        dispatchAll(unsent.subList(0, 2), one);
        dispatchAll(unsent.subList(2, 3), other);

        Map<HostId, List<Result>> all = tx(tx -> db.results().heldByAll(tx, List.of(one.id(), other.id(), idle.id())));
        assertThat(all)
                .hasEntrySatisfying(
                        one.id(),
                        held -> assertThat(held)
                                .extracting(Result::id)
                                .containsExactly(
                                        unsent.get(0).id(), unsent.get(1).id()))
                .hasEntrySatisfying(
                        other.id(),
                        held -> assertThat(held)
                                .extracting(Result::id)
                                .containsExactly(unsent.get(2).id()))
                .hasEntrySatisfying(idle.id(), held -> assertThat(held).isEmpty());
    }

    @Test
    void reports_of_many_are_kept_each_in_the_place_of_an_earlier_one() {
        List<Result> results = firstCopies(world.cutBatch(120));
        db.runInTransaction(tx -> db.results()
                .saveReports(
                        tx,
                        results.subList(0, 60).stream()
                                .map(result -> report(result, 1))
                                .toList()));
        db.runInTransaction(tx -> db.results()
                .saveReports(
                        tx,
                        results.subList(30, 120).stream()
                                .map(result -> report(result, 2))
                                .toList()));

        List<ResultId> ids = results.stream().map(Result::id).toList();
        Map<ResultId, ResultReport> kept = tx(tx -> db.results().reports(tx, ids));
        assertThat(kept)
                .hasSize(120)
                .allSatisfy((id, report) -> assertThat(report.wallMillis()).isEqualTo(ids.indexOf(id) < 30 ? 1 : 2));
    }

    /** Copies of a work unit are never torn apart, a block has one batch, and its results lie between its two identifiers. */
    @Test
    void results_are_made_in_blocks_that_servers_claim() throws Exception {
        List<WorkUnit> large = world.cutBatch(450);
        List<WorkUnit> small = world.cutBatch(2);
        tx(tx -> db.results()
                .createAll(tx, List.of(large.get(3).copies(2, 2), small.get(1).copies(2, 1)), -1));

        List<Block> blocks = blocks();

        assertThat(blocks).extracting(Block::priority).containsExactly(0, 0, 0, 0, -1, -1);
        assertThat(blocks).extracting(Block::results).containsExactly(400, 400, 100, 4, 2, 1);
        assertThat(blocks).extracting(Block::server).containsOnly("");
        for (Block block : blocks) {
            List<Result> found =
                    list(tx -> db.results().unsentOfBlock(tx, block.id(), block.firstResult(), block.lastResult()));
            assertThat(found).hasSize(block.results());
            assertThat(found).extracting(result -> result.batchId().value()).containsOnly(block.batch());
            assertThat(found.get(0).id().value()).isEqualTo(block.firstResult());
            assertThat(found.get(found.size() - 1).id().value()).isEqualTo(block.lastResult());
        }
        List<Result> first = list(tx -> db.results()
                .unsentOfBlock(
                        tx,
                        blocks.get(0).id(),
                        blocks.get(0).firstResult(),
                        blocks.get(0).lastResult()));
        assertThat(first)
                .extracting(result -> result.workUnitId() + ":" + result.copy())
                .containsExactlyElementsOf(IntStream.range(0, 400)
                        .mapToObj(place -> large.get(place / 2).id() + ":" + place % 2)
                        .toList());
        world.dispatch(first.get(5), world.host(world.account()));
        assertThat(list(tx -> db.results()
                        .unsentOfBlock(
                                tx,
                                blocks.get(0).id(),
                                blocks.get(0).firstResult(),
                                blocks.get(0).lastResult())))
                .hasSize(399);
    }

    private List<Block> blocks() throws Exception {
        List<Block> blocks = new ArrayList<>();
        try (Connection connection = test.connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "select id, batch_id, priority, server, first_result, last_result, results"
                                + " from dispatch_block order by id")) {
            while (rows.next()) {
                blocks.add(new Block(
                        rows.getLong(1),
                        rows.getLong(2),
                        rows.getInt(3),
                        rows.getString(4),
                        rows.getLong(5),
                        rows.getLong(6),
                        rows.getInt(7)));
            }
        }
        return blocks;
    }

    private List<Optional<Result>> dispatchAll(List<Result> results, Host host) {
        return tx(tx -> db.results()
                .applyAll(
                        tx,
                        results.stream()
                                .map(result -> new ResultChange(
                                        result,
                                        new ResultEvent.Dispatched(
                                                host.id(), host.accountId(), tx.nowMillis() + 60_000)))
                                .toList()));
    }

    private List<Result> firstCopies(List<WorkUnit> units) {
        return tx(tx -> db
                .results()
                .ofWorkUnits(tx, units.stream().map(WorkUnit::id).toList())
                .values()
                .stream()
                .map(copies -> copies.get(0))
                .toList());
    }

    private Result now(Result result) {
        return find(tx -> db.results().byId(tx, result.id())).orElseThrow();
    }

    private static ResultReport report(Result result, long wallMillis) {
        StreamReport nothing = new StreamReport(0, new byte[0]);
        return new ResultReport(
                result.id(), FINISHED, World.FUEL, Digests.sha256("a"), nothing, nothing, List.of(), wallMillis);
    }

    private record Block(
            long id, long batch, int priority, String server, long firstResult, long lastResult, int results) {}
}
