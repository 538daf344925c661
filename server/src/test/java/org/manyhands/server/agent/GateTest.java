package org.manyhands.server.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.manyhands.server.http.ComeBackException;

class GateTest {
    private final ExecutorService callers = Executors.newCachedThreadPool();

    @AfterEach
    void end() {
        callers.shutdownNow();
    }

    @Test
    void whoFindsNoPlaceIsToldWhenToComeBackAndTheGateOpensAgain() throws Exception {
        Gate gate = new Gate(1, 0, new ComeBack(() -> 0));
        CountDownLatch inside = new CountDownLatch(1);
        CountDownLatch leave = new CountDownLatch(1);
        CompletableFuture<String> first = CompletableFuture.supplyAsync(
                () -> gate.pass(() -> {
                    inside.countDown();
                    try {
                        leave.await();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                    return "first";
                }),
                callers);
        inside.await();

        assertThatThrownBy(() -> gate.pass(() -> "second"))
                .isInstanceOf(ComeBackException.class)
                .hasMessageContaining("come back in 1 seconds");
        leave.countDown();

        assertThat(first.get(10, TimeUnit.SECONDS)).isEqualTo("first");
        assertThat(gate.<String>pass(() -> "third")).isEqualTo("third");
    }

    @Test
    void whoWaitsIsLetInWhenAPlaceIsFreeAlsoAfterAFault() throws Exception {
        Gate gate = new Gate(1, 1, new ComeBack(() -> 0));
        CountDownLatch inside = new CountDownLatch(1);
        CountDownLatch leave = new CountDownLatch(1);
        CompletableFuture<String> first = CompletableFuture.supplyAsync(
                () -> gate.pass(() -> {
                    inside.countDown();
                    try {
                        leave.await();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                    throw new IllegalStateException("a fault");
                }),
                callers);
        inside.await();
        CompletableFuture<String> second = CompletableFuture.supplyAsync(() -> gate.pass(() -> "second"), callers);
        leave.countDown();

        assertThat(second.get(10, TimeUnit.SECONDS)).isEqualTo("second");
        assertThatThrownBy(first::join).hasMessageContaining("a fault");
    }
}
