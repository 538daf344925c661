package org.manyhands.bench.dispatch.load;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.DelayQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** The hosts in the order of their turns, and the threads that make their calls. */
final class Playing {
    private static final long LOOK_MILLIS = 100;

    private final DelayQueue<PlayedHost> turns = new DelayQueue<>();
    private final AtomicInteger underWay;
    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean draining;

    Playing(List<PlayedHost> hosts, int connections, Supplier<Player> players) {
        turns.addAll(hosts);
        underWay = new AtomicInteger(hosts.size());
        for (int connection = 0; connection < connections; connection++) {
            Player player = players.get();
            Thread thread = new Thread(() -> play(player), "player-" + connection);
            thread.setDaemon(true);
            threads.add(thread);
        }
    }

    void start() {
        threads.forEach(Thread::start);
    }

    private void play(Player player) {
        try (player) {
            while (underWay.get() > 0) {
                PlayedHost host = turns.poll(LOOK_MILLIS, TimeUnit.MILLISECONDS);
                if (host != null) {
                    turn(player, host);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void turn(Player player, PlayedHost host) {
        boolean leaves = draining && host.idle();
        if (leaves || player.sync(host, !draining) == Player.Turn.DROPPED) {
            underWay.decrementAndGet();
        } else {
            turns.add(host);
        }
    }

    /** Hosts return what they have and ask for no more; waits until all have. */
    void drain() throws InterruptedException {
        draining = true;
        for (Thread thread : threads) {
            thread.join();
        }
    }
}
