package org.manyhands.agent.testing;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.manyhands.agent.AgentListener;
import org.manyhands.agent.task.Task;
import org.manyhands.protocol.agent.ResultReport;
import org.manyhands.protocol.agent.SyncReply;
import org.manyhands.protocol.id.ResultId;

/** Writes down what an agent tells, and waits for it. */
public final class Events implements AgentListener {
    private final List<String> all = new ArrayList<>();

    public synchronized List<String> all() {
        return List.copyOf(all);
    }

    public synchronized void await(String part) {
        long end = System.nanoTime() + 30_000_000_000L;
        try {
            while (all.stream().noneMatch(event -> event.contains(part))) {
                long left = (end - System.nanoTime()) / 1_000_000;
                if (left <= 0) {
                    throw new AssertionError("waited in vain for '" + part + "'; so far: " + all);
                }
                wait(left);
            }
        } catch (InterruptedException e) {
            throw new AssertionError("interrupted", e);
        }
    }

    private synchronized void add(String event) {
        all.add(event);
        notifyAll();
    }

    @Override
    public void noticed(int slot, Task task, String words) {
        add("noticed " + task.id() + " " + words);
    }

    @Override
    public void ended(int slot, Task task, ResultReport report) {
        add("ended " + task.id() + " " + report.outcome().words());
    }

    @Override
    public void left(int slot, Task task) {
        add("left " + task.id());
    }

    @Override
    public void failed(ResultId id, String reason) {
        add("failed " + id + ": " + reason);
    }

    @Override
    public void acknowledged(ResultReport report, SyncReply.Acknowledgement acknowledgement) {
        add((acknowledgement.accepted() ? "accepted " : "refused ") + report.resultId());
    }

    @Override
    public void cancelled(ResultId id) {
        add("cancelled " + id);
    }

    @Override
    public void message(String text) {
        add("message " + text);
    }

    @Override
    public void shortfall(List<SyncReply.Shortfall> rules) {
        add("shortfall " + rules.get(0).rule());
    }

    @Override
    public void trouble(String what, Duration wait) {
        add("trouble " + what);
    }

    @Override
    public void recovered() {
        add("recovered");
    }
}
