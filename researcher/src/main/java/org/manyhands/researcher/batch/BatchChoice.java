package org.manyhands.researcher.batch;

import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.manyhands.protocol.id.BatchId;
import org.manyhands.protocol.research.BatchView;
import org.manyhands.researcher.CommandException;
import org.manyhands.researcher.Identifiers;
import org.manyhands.researcher.api.ProjectClient;

/** Which batch a command is about. */
public final class BatchChoice {
    private static final int RECENT = 50;

    private BatchChoice() {}

    /** The one that was named, else the newest of the account. */
    public static BatchId of(@Nullable String named, ProjectClient project) throws IOException, CommandException {
        if (named != null) {
            return parse(named);
        }
        return newest(recent(project));
    }

    /** The newest batches of the account. */
    public static List<BatchView> recent(ProjectClient project) throws IOException {
        return project.batches(RECENT);
    }

    /** The newest of them; refuses when there is none. */
    public static BatchId newest(List<BatchView> batches) throws CommandException {
        return batches.stream()
                .map(BatchView::id)
                .max(Comparator.naturalOrder())
                .orElseThrow(() -> CommandException.failed(
                        "this account has no batch yet; ./manyhands submit BATCH.YAML makes one"));
    }

    static BatchId parse(String text) throws CommandException {
        return Identifiers.parse(text, BatchId::of, "./manyhands batch list shows yours");
    }
}
