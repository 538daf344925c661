package org.manyhands.agent.testing;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.manyhands.protocol.agent.Protocol;
import org.manyhands.protocol.agent.ResultReport;
import org.manyhands.protocol.agent.SyncReply;
import org.manyhands.protocol.agent.SyncReply.Acknowledgement;
import org.manyhands.protocol.agent.SyncReply.Shortfall;
import org.manyhands.protocol.agent.SyncRequest;
import org.manyhands.protocol.error.ErrorCode;
import org.manyhands.protocol.id.ResultId;

/** What a {@link FakeProject} has to hand out, and what came back. Not thread-safe: the project locks. */
final class FakeDispatch {
    private final Deque<FakeWork.Unit> offers = new ArrayDeque<>();
    private final Map<ResultId, FakeWork.Unit> sent = new LinkedHashMap<>();
    private final Map<ResultId, ResultReport> reports = new LinkedHashMap<>();
    private final List<ResultId> cancels = new ArrayList<>();
    private final List<String> messages = new ArrayList<>();

    void offer(List<FakeWork.Unit> units) {
        offers.addAll(units);
    }

    void cancel(ResultId id) {
        cancels.add(id);
        sent.remove(id);
    }

    void message(String text) {
        messages.add(text);
    }

    Map<ResultId, ResultReport> reports() {
        return new LinkedHashMap<>(reports);
    }

    /** Answers a call: takes what is finished, sends again what the host does not hold, then what is new. */
    SyncReply carryOut(SyncRequest request, int nextCallSeconds) {
        List<Acknowledgement> acknowledged =
                request.finished().stream().map(this::take).toList();
        List<FakeWork.Unit> units = new ArrayList<>();
        sent.forEach((id, unit) -> {
            if (request.holding().stream().noneMatch(held -> held.resultId().equals(id))) {
                units.add(unit);
            }
        });
        for (int n = request.wanted().results(); n > 0 && !offers.isEmpty(); n--) {
            FakeWork.Unit unit = offers.remove();
            sent.put(unit.id(), unit);
            units.add(unit);
        }
        SyncReply reply = new SyncReply(
                Protocol.VERSION,
                acknowledged,
                List.copyOf(cancels),
                units.stream().map(FakeWork.Unit::assignment).toList(),
                units.stream().map(FakeWork.Unit::appVersion).distinct().toList(),
                List.copyOf(messages),
                units.isEmpty() && request.wanted().results() > 0
                        ? List.of(new Shortfall("no-work", "there is no work now"))
                        : List.of(),
                nextCallSeconds,
                System.currentTimeMillis());
        cancels.clear();
        messages.clear();
        return reply;
    }

    private Acknowledgement take(ResultReport report) {
        ResultId id = report.resultId();
        if (sent.remove(id) == null) {
            return new Acknowledgement(
                    id, false, ErrorCode.RESULT_NOT_IN_PROGRESS.name(), "result " + id + " is not in progress here");
        }
        reports.put(id, report);
        return new Acknowledgement(id, true, "", "");
    }
}
