package org.manyhands.protocol.research;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.manyhands.protocol.id.AppVersionId;
import org.manyhands.protocol.id.HostId;
import org.manyhands.protocol.json.Json;
import org.manyhands.protocol.research.BatchSpec.AnswerPart;
import org.manyhands.protocol.research.BatchSpec.CopyLimits;
import org.manyhands.protocol.research.BatchSpec.Cut;
import org.manyhands.protocol.research.BatchSpec.Range;
import org.manyhands.protocol.research.BatchSpec.Target;

class BatchSpecTest {
    private static final AnswerPart SUM = new AnswerPart(AnswerPart.Kind.SUM, null, null, null, null, null);

    /** No component as {@link BatchSpec#of} would have it. */
    private static final BatchSpec FULL = new BatchSpec(
            "full",
            new AppVersionId(7),
            List.of("{from}"),
            Map.of("a", "bb"),
            Cut.of(new Range(0, 10, 1)),
            3,
            4,
            5,
            6,
            7,
            true,
            List.of(SUM),
            new CopyLimits(3, 4, 5, 6),
            0.001,
            true,
            new Target(List.of(new HostId(3)), List.of("ada"), 4),
            true);

    @Test
    void whatAChangeDoesNotNameStays() {
        assertThat(FULL.with(it -> it)).isEqualTo(FULL);
        assertThat(FULL.with(it -> it.quorum(9)).quorum()).isEqualTo(9);
        assertThat(FULL.with(it -> it.quorum(9)).with(it -> it.quorum(3))).isEqualTo(FULL);
    }

    @Test
    void everyComponentCanBeChanged() {
        BatchSpec plain = BatchSpec.of("plain", FULL.appVersionId(), Cut.whole(), List.of());

        assertThat(plain.with(it -> it.name("full")
                        .arguments(FULL.arguments())
                        .inputs(FULL.inputs())
                        .cut(FULL.cut())
                        .quorum(3)
                        .fuelLimit(4)
                        .memoryLimitBytes(5)
                        .outputLimitBytes(6)
                        .canaries(7)
                        .visibleToAll(true)
                        .answer(FULL.answer())
                        .limits(FULL.limits())
                        .errorRate(0.001)
                        .withoutTailCopies(true)
                        .target(FULL.target())
                        .sizes(true)))
                .isEqualTo(FULL);
    }

    @Test
    void aWorkUnitBeginsWithACopyForEachHostOfABroadcast() {
        BatchSpec plain = FULL.with(it -> it.target(null).errorRate(0));

        assertThat(plain.copiesAtFirst()).isEqualTo(3);
        assertThat(plain.with(it -> it.target(new Target(List.of(), List.of("ada"), 0)))
                        .copiesAtFirst())
                .isEqualTo(3);
        BatchSpec broadcast = plain.with(it -> it.target(new Target(List.of(), List.of(), 7)));
        assertThat(broadcast.copiesAtFirst()).isEqualTo(7);
        assertThat(broadcast.copiesSetAside()).isEqualTo(7);
    }

    @Test
    void whatIsNotSaidIsTheProjectsDefault() {
        BatchSpec plain = BatchSpec.of("plain", FULL.appVersionId(), Cut.whole(), List.of(SUM));

        assertThat(plain.canaries()).isEqualTo(-1);
        assertThat(plain.quorum()).isZero();
        assertThat(plain.limits()).isEqualTo(CopyLimits.DEFAULTS);
        assertThat(plain.target()).isNull();
        assertThat(Json.readOwn(Json.write(plain), BatchSpec.class)).isEqualTo(plain);
        assertThat(Json.readOwn(Json.write(FULL), BatchSpec.class)).isEqualTo(FULL);
    }
}
