package org.manyhands.protocol.research;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.manyhands.protocol.id.AppVersionId;
import org.manyhands.protocol.research.BatchSpec.AnswerPart;
import org.manyhands.protocol.research.BatchSpec.CopyLimits;
import org.manyhands.protocol.research.BatchSpec.Cut;
import org.manyhands.protocol.research.BatchSpec.Target;

/** New values for some components of a batch's description, the others as they were; of one thread, and short-lived. */
public final class BatchSpecChange {
    private String name;
    private final AppVersionId appVersionId;
    private List<String> arguments;
    private Map<String, String> inputs;
    private Cut cut;
    private int quorum;
    private long fuelLimit;
    private long memoryLimitBytes;
    private long outputLimitBytes;
    private int canaries;
    private boolean visibleToAll;
    private List<AnswerPart> answer;
    private CopyLimits limits;
    private double errorRate;
    private boolean withoutTailCopies;
    private @Nullable Target target;
    private boolean sizes;

    BatchSpecChange(BatchSpec spec) {
        this.name = spec.name();
        this.appVersionId = spec.appVersionId();
        this.arguments = spec.arguments();
        this.inputs = spec.inputs();
        this.cut = spec.cut();
        this.quorum = spec.quorum();
        this.fuelLimit = spec.fuelLimit();
        this.memoryLimitBytes = spec.memoryLimitBytes();
        this.outputLimitBytes = spec.outputLimitBytes();
        this.canaries = spec.canaries();
        this.visibleToAll = spec.visibleToAll();
        this.answer = spec.answer();
        this.limits = spec.limits();
        this.errorRate = spec.errorRate();
        this.withoutTailCopies = spec.withoutTailCopies();
        this.target = spec.target();
        this.sizes = spec.sizes();
    }

    public BatchSpecChange name(String value) {
        name = value;
        return this;
    }

    public BatchSpecChange arguments(List<String> value) {
        arguments = value;
        return this;
    }

    public BatchSpecChange inputs(Map<String, String> value) {
        inputs = value;
        return this;
    }

    public BatchSpecChange cut(Cut value) {
        cut = value;
        return this;
    }

    public BatchSpecChange quorum(int value) {
        quorum = value;
        return this;
    }

    public BatchSpecChange fuelLimit(long value) {
        fuelLimit = value;
        return this;
    }

    public BatchSpecChange memoryLimitBytes(long value) {
        memoryLimitBytes = value;
        return this;
    }

    public BatchSpecChange outputLimitBytes(long value) {
        outputLimitBytes = value;
        return this;
    }

    public BatchSpecChange canaries(int value) {
        canaries = value;
        return this;
    }

    public BatchSpecChange visibleToAll(boolean value) {
        visibleToAll = value;
        return this;
    }

    public BatchSpecChange answer(List<AnswerPart> value) {
        answer = value;
        return this;
    }

    public BatchSpecChange limits(CopyLimits value) {
        limits = value;
        return this;
    }

    public BatchSpecChange errorRate(double value) {
        errorRate = value;
        return this;
    }

    public BatchSpecChange withoutTailCopies(boolean value) {
        withoutTailCopies = value;
        return this;
    }

    public BatchSpecChange target(@Nullable Target value) {
        target = value;
        return this;
    }

    public BatchSpecChange sizes(boolean value) {
        sizes = value;
        return this;
    }

    BatchSpec spec() {
        return new BatchSpec(
                name,
                appVersionId,
                arguments,
                inputs,
                cut,
                quorum,
                fuelLimit,
                memoryLimitBytes,
                outputLimitBytes,
                canaries,
                visibleToAll,
                answer,
                limits,
                errorRate,
                withoutTailCopies,
                target,
                sizes);
    }
}
