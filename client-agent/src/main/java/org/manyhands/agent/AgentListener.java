package org.manyhands.agent;

import java.time.Duration;
import java.util.List;
import org.manyhands.agent.task.Task;
import org.manyhands.protocol.agent.ResultReport;
import org.manyhands.protocol.agent.SyncReply;
import org.manyhands.protocol.id.ResultId;

/** Hears what the agent does, on the threads that do it: implementations are thread-safe and quick. */
public interface AgentListener {
    AgentListener NONE = new AgentListener() {};

    /** New tasks came. */
    default void received(List<Task> tasks) {}

    /** A slot begins with a task. */
    default void started(int slot, Task task) {}

    /** A slot has used this much fuel for its task. */
    default void progress(int slot, Task task, long fuel) {}

    /** A slot tells how its task goes: that it goes on from a snapshot, or that none can be saved. */
    default void noticed(int slot, Task task, String words) {}

    /** A slot is done with a task and its report is kept. */
    default void ended(int slot, Task task, ResultReport report) {}

    /** A slot left a task without a report: it was cancelled, or the agent stops. */
    default void left(int slot, Task task) {}

    /** A task is reported as failed by this host without a run: what it needs is not what was signed, or is lost. */
    default void failed(ResultId id, String reason) {}

    /** The project answered to a report. */
    default void acknowledged(ResultReport report, SyncReply.Acknowledgement acknowledgement) {}

    /** The project has taken a task back. */
    default void cancelled(ResultId id) {}

    /** The project has something to tell. */
    default void message(String text) {}

    /** The project had no work, or less than asked for. */
    default void shortfall(List<SyncReply.Shortfall> rules) {}

    /** Something does not work; it is tried again. */
    default void trouble(String what, Duration wait) {}

    /** What did not work does again. */
    default void recovered() {}
}
