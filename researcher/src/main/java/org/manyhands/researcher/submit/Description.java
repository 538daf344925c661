package org.manyhands.researcher.submit;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.manyhands.protocol.crypto.Digests;
import org.manyhands.protocol.id.AppVersionId;
import org.manyhands.protocol.json.Json;
import org.manyhands.protocol.research.BatchSpec;
import org.manyhands.protocol.research.BatchSpec.AnswerPart;
import org.manyhands.protocol.research.BatchSpec.Cut;
import org.manyhands.protocol.research.NewAppVersion;
import org.manyhands.researcher.batchfile.BatchFile;
import org.manyhands.researcher.batchfile.BatchFile.Application;
import org.manyhands.researcher.batchfile.BatchFile.Dataset;
import org.manyhands.researcher.batchfile.BatchFile.Grid;
import org.manyhands.researcher.batchfile.BatchFile.Range;

/** Turns a description with local files into what the API takes, where files are digests. Pure. */
final class Description {
    private static final int VERSION_DIGITS = 12;

    private Description() {}

    static NewAppVersion version(Application application, LocalDigests digests, @Nullable String channel) {
        String module = digests.of(application.module());
        Map<String, String> files = digests.of(application.files());
        String verifier = application.verifier() == null ? null : digests.of(application.verifier());
        String version = application.version() == null
                ? derived(module, files, application.arguments(), verifier)
                : application.version();
        return new NewAppVersion(
                application.name(), version, module, files, application.arguments(), verifier, channel);
    }

    static BatchSpec spec(BatchFile batch, AppVersionId version, LocalDigests digests) {
        List<AnswerPart> answer =
                batch.answer().stream().map(part -> part(part, digests)).toList();
        return BatchSpec.of(batch.name(), version, cut(batch, digests), answer)
                .with(it -> it.arguments(batch.arguments())
                        .inputs(digests.of(batch.inputs()))
                        .quorum(batch.quorum())
                        .fuelLimit(batch.fuelLimit())
                        .memoryLimitBytes(batch.memoryLimitBytes())
                        .outputLimitBytes(batch.outputLimitBytes())
                        .canaries(batch.canaries())
                        .visibleToAll(batch.visibleToAll())
                        .limits(batch.copies())
                        .errorRate(batch.errorRate())
                        .withoutTailCopies(!batch.tailCopies())
                        .target(batch.target())
                        .sizes(batch.sizes()));
    }

    /** A module alone is its own version; with files and arguments these decide, too, or two versions would share a label. */
    private static String derived(
            String module, Map<String, String> files, List<String> arguments, @Nullable String verifier) {
        boolean alone = files.isEmpty() && arguments.isEmpty() && verifier == null;
        List<Object> parts = new ArrayList<>(List.of(module, files, arguments));
        if (verifier != null) {
            parts.add(verifier);
        }
        String digest = alone ? module : Digests.sha256(Json.write(parts));
        return digest.substring(0, VERSION_DIGITS);
    }

    private static Cut cut(BatchFile batch, LocalDigests digests) {
        if (batch.cut() instanceof Range range) {
            return Cut.of(new BatchSpec.Range(range.from(), range.to(), range.perUnit()));
        }
        if (batch.cut() instanceof Grid grid) {
            return Cut.of(new BatchSpec.Grid(grid.parameters(), grid.perUnit()));
        }
        if (batch.cut() instanceof Dataset dataset) {
            return Cut.of(new BatchSpec.Dataset(
                    digests.of(dataset.files()), dataset.by(), dataset.perUnit(), dataset.header()));
        }
        return Cut.whole();
    }

    private static AnswerPart part(BatchFile.Answer part, LocalDigests digests) {
        return part.module() == null
                ? new AnswerPart(part.kind(), part.file(), part.best(), part.plot(), null, null)
                : new AnswerPart(part.kind(), null, null, null, digests.of(part.module()), digests.of(part.files()));
    }
}
