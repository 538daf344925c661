package org.manyhands.server.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.manyhands.db.result.Origin;
import org.manyhands.db.transaction.ConflictException;
import org.manyhands.db.transaction.DatabaseUnavailableException;
import org.manyhands.protocol.agent.HostFacts;
import org.manyhands.protocol.agent.Protocol;
import org.manyhands.protocol.agent.SyncRequest;
import org.manyhands.protocol.agent.WorkRequest;
import org.manyhands.protocol.id.AccountId;
import org.manyhands.protocol.id.HostId;
import org.manyhands.server.agent.CallQueue.Waiting;
import org.manyhands.server.http.ComeBackException;
import org.manyhands.server.http.OutOfSequenceException;

class CommittersTest {
    private final ExecutorService callers = Executors.newCachedThreadPool();

    @AfterEach
    void end() {
        callers.shutdownNow();
    }

    @Test
    void aCallThatIsAloneIsCarriedOutAlone() {
        try (Committers committers =
                started(calls -> calls.stream().map(CommittersTest::done).toList(), 10)) {
            assertThat(answer(committers.carryOut(call(7)))).isEqualTo("7");
        }
    }

    @Test
    void oneThatIsRefusedDoesNotFailTheOthers() throws Exception {
        try (Committers committers = started(
                calls -> calls.stream()
                        .map(call -> call.host().value() == 2
                                ? new SyncOutcome.Failed(new OutOfSequenceException(1, 5))
                                : done(call))
                        .toList(),
                10)) {
            CompletableFuture<SyncAnswer> good = later(committers, call(1));
            CompletableFuture<SyncAnswer> bad = later(committers, call(2));

            assertThat(answer(good.get(10, TimeUnit.SECONDS))).isEqualTo("1");
            assertThatThrownBy(bad::join).hasCauseInstanceOf(OutOfSequenceException.class);
        }
    }

    @Test
    void whenTheTransactionFailsOnlyTheGuiltyOneGetsTheError() throws Exception {
        CountDownLatch together = new CountDownLatch(1);
        Semaphore held = new Semaphore(0);
        try (Committers committers = started(
                calls -> {
                    if (calls.get(0).host().value() >= 90) {
                        held.release();
                        awaitThat(together);
                        return calls.stream().map(CommittersTest::done).toList();
                    }
                    if (calls.stream().anyMatch(call -> call.host().value() == 2)) {
                        throw new IllegalStateException("a fault of host 2");
                    }
                    return calls.stream().map(CommittersTest::done).toList();
                },
                10)) {
            // Both committers are held, so that the next calls wait together.
            CompletableFuture<SyncAnswer> holdOne = later(committers, call(90));
            assertThat(held.tryAcquire(10, TimeUnit.SECONDS)).isTrue();
            CompletableFuture<SyncAnswer> holdTwo = later(committers, call(91));
            assertThat(held.tryAcquire(10, TimeUnit.SECONDS)).isTrue();
            List<CompletableFuture<SyncAnswer>> waiting =
                    List.of(later(committers, call(1)), later(committers, call(2)), later(committers, call(3)));
            together.countDown();

            assertThat(answer(waiting.get(0).get(10, TimeUnit.SECONDS))).isEqualTo("1");
            assertThat(answer(waiting.get(2).get(10, TimeUnit.SECONDS))).isEqualTo("3");
            assertThatThrownBy(() -> waiting.get(1).join())
                    .hasCauseInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("a fault of host 2");
            holdOne.join();
            holdTwo.join();
        }
    }

    @Test
    void withoutADatabaseNoneIsTriedSingly() {
        List<Integer> sizes = new ArrayList<>();
        try (Committers committers = started(
                calls -> {
                    sizes.add(calls.size());
                    throw new DatabaseUnavailableException("gone", null);
                },
                10)) {
            assertThatThrownBy(() -> committers.carryOut(call(1))).isInstanceOf(DatabaseUnavailableException.class);
            assertThat(sizes).containsExactly(1);
        }
    }

    @Test
    void aCallWhoseHostWasMovedElsewhereIsTriedAgainAndGivenUpInTheEnd() {
        List<Integer> tries = new ArrayList<>();
        try (Committers committers = started(
                calls -> {
                    tries.add(calls.size());
                    return calls.stream()
                            .map(call ->
                                    call.host().value() == 1 && tries.size() > 2 ? done(call) : new SyncOutcome.Again())
                            .toList();
                },
                10)) {
            assertThat(answer(committers.carryOut(call(1)))).isEqualTo("1");
            assertThat(tries).hasSize(3);
            assertThatThrownBy(() -> committers.carryOut(call(2)))
                    .isInstanceOf(ConflictException.class)
                    .hasMessageContaining("host 2");
        }
    }

    @Test
    void nobodyWaitsForEverWhateverFails() {
        try (Committers committers = started(
                calls -> {
                    throw new StackOverflowError("a test");
                },
                10)) {
            assertThatThrownBy(() -> committers.carryOut(call(1))).isInstanceOf(IllegalStateException.class);
            assertThatThrownBy(() -> committers.carryOut(call(1))).isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void aFullQueueSaysWhenToComeBack() {
        try (Committers committers = started(calls -> List.of(), 0)) {
            assertThatThrownBy(() -> committers.carryOut(call(9)))
                    .isInstanceOf(ComeBackException.class)
                    .hasMessageContaining("come back in 1 seconds");
        }
    }

    @Test
    void aQueueTakesNoMoreThanItsBound() {
        CallQueue queue = new CallQueue(1);

        assertThat(queue.offer(new Waiting(call(1), new CompletableFuture<>()))).isTrue();
        assertThat(queue.offer(new Waiting(call(2), new CompletableFuture<>()))).isFalse();
        assertThat(queue.size()).isEqualTo(1);
    }

    @Test
    void aGroupHoldsOneCallOfAHostAndNoneOfAHostThatIsUnderWay() throws Exception {
        CallQueue queue = new CallQueue(10);
        for (long host : new long[] {1, 2, 1, 3}) {
            queue.offer(new Waiting(call(host), new CompletableFuture<>()));
        }

        List<Waiting> first = queue.take(10);
        queue.offer(new Waiting(call(4), new CompletableFuture<>()));
        List<Waiting> second = queue.take(10);
        queue.done(first);
        List<Waiting> third = queue.take(10);

        assertThat(hosts(first)).containsExactly(1L, 2L, 3L);
        assertThat(hosts(second)).containsExactly(4L);
        assertThat(hosts(third)).containsExactly(1L);
        assertThat(new HashSet<>(hosts(first))).hasSize(3);
    }

    @Test
    void aGroupIsNoLargerThanSaid() throws Exception {
        CallQueue queue = new CallQueue(10);
        for (long host = 1; host <= 5; host++) {
            queue.offer(new Waiting(call(host), new CompletableFuture<>()));
        }

        assertThat(hosts(queue.take(3))).containsExactly(1L, 2L, 3L);
        assertThat(hosts(queue.take(3))).containsExactly(4L, 5L);
    }

    @Test
    void aClosedQueueGivesWhatWaitsAndThenNothing() throws Exception {
        CallQueue queue = new CallQueue(10);
        queue.offer(new Waiting(call(1), new CompletableFuture<>()));

        queue.close();

        assertThat(queue.offer(new Waiting(call(2), new CompletableFuture<>()))).isFalse();
        assertThat(hosts(queue.take(3))).containsExactly(1L);
        assertThat(queue.take(3)).isEmpty();
    }

    private static Committers started(Function<List<SyncCall>, List<SyncOutcome>> group, int waiting) {
        Committers committers = new Committers(group, new ComeBack(() -> 0), waiting, 64);
        committers.start();
        return committers;
    }

    private CompletableFuture<SyncAnswer> later(Committers committers, SyncCall call) {
        return CompletableFuture.supplyAsync(
                () -> {
                    try {
                        return committers.carryOut(call);
                    } catch (RuntimeException e) {
                        throw new CompletionException(e);
                    }
                },
                callers);
    }

    private static SyncOutcome done(SyncCall call) {
        return new SyncOutcome.Answered(
                new SyncAnswer.Whole(call.host().toString().getBytes(StandardCharsets.UTF_8)));
    }

    private static String answer(SyncAnswer answer) {
        return new String(((SyncAnswer.Whole) answer).body(), StandardCharsets.UTF_8);
    }

    private static List<Long> hosts(List<Waiting> group) {
        return group.stream().map(one -> one.call().host().value()).toList();
    }

    private static SyncCall call(long host) {
        return new SyncCall(
                new HostId(host),
                new AccountId(host),
                1,
                "",
                new SyncRequest(
                        Protocol.VERSION, "1", new HostFacts("", "", 1, 1, ""), List.of(), List.of(), WorkRequest.NONE),
                new HostFacts("", "", 1, 1, ""),
                "1",
                Origin.ANYWHERE);
    }

    private static void awaitThat(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
