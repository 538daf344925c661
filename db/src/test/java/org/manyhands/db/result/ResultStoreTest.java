package org.manyhands.db.result;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.manyhands.db.account.Account;
import org.manyhands.db.host.Host;
import org.manyhands.db.testing.DatabaseContract;
import org.manyhands.db.testing.TestDatabase;
import org.manyhands.db.testing.Together;
import org.manyhands.db.testing.World;
import org.manyhands.db.transaction.IllegalTransitionException;
import org.manyhands.db.workunit.WorkUnit;
import org.manyhands.protocol.agent.OutcomeReport;
import org.manyhands.protocol.agent.OutputReport;
import org.manyhands.protocol.agent.ResultReport;
import org.manyhands.protocol.agent.StreamReport;
import org.manyhands.protocol.crypto.Digests;
import org.manyhands.protocol.id.ResultId;

class ResultStoreTest extends DatabaseContract {
    ResultStoreTest(TestDatabase test) {
        super(test);
    }

    @Test
    void a_list_counts_so_many_results_of_a_state_and_no_more() {
        List<WorkUnit> units = world.cutBatch(3);
        Host host = world.host(world.account());
        units.forEach(unit -> world.dispatch(world.copies(unit.id()).get(0), host));

        HostTally two = tx(tx -> db.results().tally(tx, host.id(), 2));
        assertThat(two).isEqualTo(new HostTally(Map.of(ResultState.IN_PROGRESS, 2L), 0));
        HostTally all = tx(tx -> db.results().tally(tx, host.id(), 10));
        assertThat(all.counts()).isEqualTo(Map.of(ResultState.IN_PROGRESS, 3L));
    }

    @Test
    void an_account_never_has_two_copies_of_a_work_unit_until_one_timed_out() {
        WorkUnit unit = world.cutBatch(1).get(0);
        Account ann = world.account();
        Result sent = world.dispatch(world.copies(unit.id()).get(0), world.host(ann));
        Result second = world.copies(unit.id()).get(1);
        Host another = world.host(ann);
        assertThat(world.claim(second, another)).isEmpty();
        tx(tx -> db.results().apply(tx, sent, new ResultEvent.Expired()));
        assertThat(world.claim(second, another)).get().extracting(Result::state).isEqualTo(ResultState.IN_PROGRESS);
    }

    @Test
    void hosts_that_claim_at_once_never_get_the_same_result() throws Exception {
        List<Result> unsent = world.cutBatch(40).stream()
                .flatMap(unit -> world.copies(unit.id()).stream())
                .sorted(Comparator.comparingInt(Result::copy))
                .toList();
        Set<ResultId> claimed = new HashSet<>();
        List<Callable<List<ResultId>>> claims = java.util.stream.IntStream.range(0, 4)
                .<Callable<List<ResultId>>>mapToObj(i -> {
                    Host host = world.host(world.account());
                    return () -> claimAll(unsent, host);
                })
                .toList();
        int all = 0;
        for (List<ResultId> one : Together.run(claims)) {
            claimed.addAll(one);
            all += one.size();
        }
        assertThat(all).isEqualTo(80);
        assertThat(claimed).hasSize(80);
    }

    @Test
    void two_hosts_of_one_account_that_claim_two_copies_at_once_get_one() throws Exception {
        for (int round = 0; round < 5; round++) {
            WorkUnit unit = world.cutBatch(1).get(0);
            Account ann = world.account();
            List<Result> copies = world.copies(unit.id());
            Host one = world.host(ann);
            Host other = world.host(ann);
            List<Boolean> got = Together.run(List.of(
                    () -> db.inTransaction(tx -> db.results()
                            .apply(tx, copies.get(0), dispatched(one))
                            .isPresent()),
                    () -> db.inTransaction(tx -> db.results()
                            .apply(tx, copies.get(1), dispatched(other))
                            .isPresent())));
            assertThat(got).containsOnlyOnce(true);
        }
    }

    @Test
    void the_whole_life_of_a_copy_is_kept() {
        WorkUnit unit = world.cutBatch(1).get(0);
        Host host = world.host(world.account());
        Result sent = world.dispatch(world.copies(unit.id()).get(0), host);
        assertThat(list(tx -> db.results().heldBy(tx, host.id()))).containsExactly(sent);
        Result working = find(tx -> db.results().apply(tx, sent, new ResultEvent.Heartbeat(500)))
                .orElseThrow();
        assertThat(working.fuelSoFar()).isEqualTo(500);
        test.clock().forward(Duration.ofMinutes(5));
        Result back = world.bringBack(working, "a");
        assertThat(find(tx -> db.results().byId(tx, back.id()))).contains(back);
        assertThat(back.returnedMillis()).isEqualTo(sent.sentMillis() + 300_000);
        assertThat(back.outcome().success()).isTrue();
        assertThat(back.digest()).isEqualTo(Digests.sha256("a"));
        assertThat(list(tx -> db.results().awaitingJudgement(tx, 10))).containsExactly(unit.id());
        Result valid = find(tx -> db.results().apply(tx, back, new ResultEvent.JudgedValid()))
                .orElseThrow();
        assertThat(valid.judged()).isTrue();
        assertThat(list(tx -> db.results().awaitingJudgement(tx, 10))).isEmpty();
        assertThat(number(tx -> db.results().fuelAccepted(tx, host.id()))).isEqualTo(World.FUEL);
        assertThat(list(tx -> db.results().returnTimes(tx, unit.batchId(), 10))).containsExactly(back.returnedMillis());
        Map<ResultState, Long> ofHost = tx(tx -> db.results().counts(tx, host.id()));
        assertThat(ofHost).containsEntry(ResultState.VALID, 1L).containsEntry(ResultState.UNSENT, 0L);
        HostTally tally = tx(tx -> db.results().tally(tx, host.id(), 10));
        assertThat(tally).isEqualTo(new HostTally(Map.of(ResultState.VALID, 1L), World.FUEL));
        Map<ResultState, Long> ofBatch = tx(tx -> db.results().counts(tx, unit.batchId()));
        assertThat(ofBatch).containsEntry(ResultState.UNSENT, 1L);
        Map<ResultState, Long> all = tx(tx -> db.results().counts(tx));
        assertThat(all).isEqualTo(ofBatch);
    }

    @Test
    void an_account_whose_copy_errored_may_get_another_once_it_is_forgiven() {
        WorkUnit unit = world.cutBatch(1).get(0);
        Host host = world.host(world.account());
        Result sent = world.dispatch(world.copies(unit.id()).get(0), host);
        tx(tx -> db.results().apply(tx, sent, new ResultEvent.Errored("the disk is full")));
        Result second = world.copies(unit.id()).get(1);
        assertThat(world.claim(second, host)).isEmpty();

        List<Result> unforgiven = list(tx -> db.results().unforgiven(tx, List.of(unit.batchId()), Long.MAX_VALUE, 10));
        assertThat(unforgiven).extracting(Result::id).containsExactly(sent.id());
        tx(tx -> db.results().apply(tx, unforgiven.get(0), new ResultEvent.Forgiven()));

        assertThat(list(tx -> db.results().unforgiven(tx, List.of(unit.batchId()), Long.MAX_VALUE, 10)))
                .isEmpty();
        assertThat(world.claim(second, host)).isPresent();
    }

    @Test
    void whoever_comes_second_changes_nothing() {
        WorkUnit unit = world.cutBatch(1).get(0);
        Result sent = world.dispatch(world.copies(unit.id()).get(0), world.host(world.account()));
        tx(tx -> db.results().apply(tx, sent, new ResultEvent.Expired()));
        assertThat(find(tx -> db.results()
                        .apply(
                                tx,
                                sent,
                                new ResultEvent.Returned(
                                        new OutcomeReport(OutcomeReport.Kind.FINISHED, 0, ""), 1, ""))))
                .isEmpty();
        assertThat(world.copies(unit.id()).get(0).state()).isEqualTo(ResultState.TIMED_OUT);
    }

    @Test
    void a_forbidden_event_names_the_result_and_its_work_unit() {
        Result unsent = world.copies(world.cutBatch(1).get(0).id()).get(0);
        assertThatThrownBy(() -> tx(tx -> db.results().apply(tx, unsent, new ResultEvent.JudgedValid())))
                .isInstanceOfSatisfying(IllegalTransitionException.class, e -> {
                    assertThat(e.id()).isEqualTo(unsent.id().value());
                    assertThat(e.parentId()).isEqualTo(unsent.workUnitId().value());
                })
                .hasMessage("the result " + unsent.id() + " of work unit " + unsent.workUnitId()
                        + " is UNSENT: the event JudgedValid cannot happen to it in that state");
    }

    @Test
    void overdue_are_those_past_their_deadline_the_longest_first() {
        List<WorkUnit> units = world.cutBatch(2);
        Result first = world.dispatch(world.copies(units.get(0).id()).get(0), world.host(world.account()));
        test.clock().forward(Duration.ofMinutes(30));
        world.dispatch(world.copies(units.get(1).id()).get(0), world.host(world.account()));
        test.clock().forward(Duration.ofMinutes(30).plusMillis(1));
        assertThat(list(tx -> db.results().overdue(tx, 10))).containsExactly(first);
    }

    @Test
    void what_was_looked_at_is_not_offered_for_judgement_again() {
        WorkUnit unit = world.cutBatch(1).get(0);
        Result back = world.bringBack(world.dispatch(world.copies(unit.id()).get(0), world.host(world.account())), "a");
        db.runInTransaction(tx -> db.results().markJudged(tx, List.of(back)));
        assertThat(list(tx -> db.results().awaitingJudgement(tx, 10))).isEmpty();
        Result failed = world.dispatch(world.copies(unit.id()).get(1), world.host(world.account()));
        tx(tx -> db.results().apply(tx, failed, new ResultEvent.Errored("out of disk")));
        assertThat(list(tx -> db.results().awaitingJudgement(tx, 10))).containsExactly(unit.id());
    }

    @Test
    void what_comes_back_after_its_time_out_is_offered_for_judgement_even_if_the_time_out_is_being_looked_at() {
        WorkUnit unit = world.cutBatch(1).get(0);
        Account ann = world.account();
        Result sent = world.dispatch(world.copies(unit.id()).get(0), world.host(ann));
        Result timedOut = find(tx -> db.results().apply(tx, sent, new ResultEvent.Expired()))
                .orElseThrow();
        Result second = world.dispatch(world.copies(unit.id()).get(1), world.host(ann));
        test.clock().forward(Duration.ofHours(2));
        Result late = world.bringBack(timedOut, "a");
        assertThat(late.late()).isTrue();
        assertThat(second.late()).isFalse();
        db.runInTransaction(tx -> db.results().markJudged(tx, List.of(timedOut)));
        assertThat(list(tx -> db.results().awaitingJudgement(tx, 10)))
                .as("the validator had seen the time-out only")
                .containsExactly(unit.id());
        Result judged = find(tx -> db.results().apply(tx, late, new ResultEvent.JudgedValid()))
                .orElseThrow();
        assertThat(judged.state()).isEqualTo(ResultState.VALID);
    }

    @Test
    void what_comes_back_after_its_time_out_was_looked_at_is_offered_for_judgement_again() {
        WorkUnit unit = world.cutBatch(1).get(0);
        Result sent = world.dispatch(world.copies(unit.id()).get(0), world.host(world.account()));
        Result timedOut = find(tx -> db.results().apply(tx, sent, new ResultEvent.Expired()))
                .orElseThrow();
        db.runInTransaction(tx -> db.results().markJudged(tx, List.of(timedOut)));
        world.bringBack(timedOut, "a");
        assertThat(list(tx -> db.results().awaitingJudgement(tx, 10)))
                .as("who brings it back had read it before it was marked")
                .containsExactly(unit.id());
    }

    @Test
    void a_copy_remembers_that_its_work_unit_was_decided_without_it() {
        WorkUnit unit = world.cutBatch(1).get(0);
        Result sent = world.dispatch(world.copies(unit.id()).get(0), world.host(world.account()));
        tx(tx -> db.results().apply(tx, sent, new ResultEvent.Superseded()));
        Result superseded = world.copies(unit.id()).get(0);
        assertThat(superseded.superseded()).isTrue();
        tx(tx -> db.results().apply(tx, superseded, new ResultEvent.WantedAgain()));
        assertThat(world.copies(unit.id()).get(0)).isEqualTo(sent);
    }

    @Test
    void a_report_is_kept_whole_and_the_last_one_counts() {
        Result result = world.copies(world.cutBatch(1).get(0).id()).get(0);
        ResultReport report = report(result.id(), "first");
        ResultReport again = report(result.id(), "sécond");
        db.runInTransaction(tx -> db.results().saveReports(tx, List.of(report)));
        db.runInTransaction(tx -> db.results().saveReports(tx, List.of(again)));
        assertThat(find(tx -> db.results().report(tx, result.id())).orElseThrow())
                .usingRecursiveComparison()
                .isEqualTo(again);
        assertThat(find(tx -> db.results().report(tx, new ResultId(1_000_000_000))))
                .isEmpty();
    }

    @Test
    void reads_of_many_ids_answer_those_that_are_there() {
        List<WorkUnit> units = world.cutBatch(2);
        List<Result> copies = world.copies(units.get(0).id());
        Map<ResultId, Result> found =
                tx(tx -> db.results().byIds(tx, List.of(copies.get(1).id(), new ResultId(1_000_000_000))));
        assertThat(found).containsOnlyKeys(copies.get(1).id());
    }

    private List<ResultId> claimAll(List<Result> unsent, Host host) {
        List<ResultId> claimed = new ArrayList<>();
        for (int from = 0; from < unsent.size(); from += 7) {
            List<ResultChange> some = unsent.subList(from, Math.min(unsent.size(), from + 7)).stream()
                    .map(result -> new ResultChange(result, dispatched(host)))
                    .toList();
            claimed.addAll(db.inTransaction(tx -> db.results().applyAll(tx, some).stream()
                    .flatMap(Optional::stream)
                    .map(Result::id)
                    .toList()));
        }
        return claimed;
    }

    private static ResultEvent.Dispatched dispatched(Host host) {
        return new ResultEvent.Dispatched(host.id(), host.accountId(), Long.MAX_VALUE);
    }

    private static ResultReport report(ResultId id, String text) {
        StreamReport stream = new StreamReport(10, text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
        return new ResultReport(
                id,
                new OutcomeReport(OutcomeReport.Kind.FINISHED, 0, ""),
                5,
                Digests.sha256("d"),
                stream,
                stream,
                List.of(new OutputReport("a.txt", 3, Digests.sha256("x"), new byte[] {1})),
                77);
    }
}
