package org.manyhands.server.research;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.manyhands.db.config.ProjectConfig;
import org.manyhands.protocol.error.ErrorCode;
import org.manyhands.protocol.error.RefusedException;
import org.manyhands.protocol.id.AppVersionId;
import org.manyhands.protocol.research.BatchSpec;
import org.manyhands.protocol.research.BatchSpec.AnswerPart;
import org.manyhands.protocol.research.BatchSpec.AnswerPart.Kind;
import org.manyhands.protocol.research.BatchSpec.CopyLimits;
import org.manyhands.protocol.research.BatchSpec.Plot;
import org.manyhands.protocol.research.BatchSpec.Target;
import org.manyhands.sandbox.Limits;

class BatchRulesTest {
    private final BatchRules rules = new BatchRules(ProjectConfig.Policy.DEFAULTS);

    @Test
    void whatIsLeftOutGetsTheProjectsDefaults() {
        BatchSpec complete = completed(spec("b", 0, 0, 0, 0, -1, ResearchFixture.sum()));

        assertThat(complete.quorum()).isEqualTo(2);
        assertThat(complete.memoryLimitBytes()).isEqualTo(Limits.DEFAULT_MEMORY_BYTES);
        assertThat(complete.outputLimitBytes()).isEqualTo(Limits.DEFAULT_OUTPUT_BYTES);
        assertThat(complete.canaries()).isEqualTo(3);
        assertThat(complete.fuelLimit()).as("found by the quote").isZero();
    }

    @Test
    void whatIsSaidOfCopiesNearTheEndIsKept() {
        BatchSpec plain = spec("b", 0, 0, 0, 0, -1, ResearchFixture.sum());
        BatchSpec without = plain.with(it -> it.withoutTailCopies(true));

        assertThat(completed(plain).withoutTailCopies()).isFalse();
        assertThat(completed(without).withoutTailCopies()).isTrue();
    }

    @Test
    void aTargetThatCannotBeIsRefusedInWords() {
        BatchSpec plain = spec("b", 2, 0, 0, 0, 0, ResearchFixture.sum());
        Target ada = new Target(List.of(), List.of("ada"), 0);
        Target five = new Target(List.of(), List.of(), 5);

        assertThat(completed(plain.with(it -> it.target(ada))).target()).isEqualTo(ada);
        assertThat(completed(plain.with(it -> it.target(five))).limits()).isEqualTo(new CopyLimits(2, 5, 13, 13));
        refused(plain.with(it -> it.target(new Target(List.of(), List.of(), 0))), "'target' names nobody");
        refused(plain.with(it -> it.target(new Target(List.of(), List.of(), 51))), "'target.copies' is 51", "2 to 50");
        refused(plain.with(it -> it.quorum(6).target(five)), "'target.copies' is 5", "6 to 50");
        refused(
                plain.with(it -> it.target(five).limits(new CopyLimits(0, 0, 4, 0))),
                "'target.copies' is 5",
                "4 copies",
                "maxTotalResults");
        refused(
                plain.with(it -> it.quorum(0).errorRate(0.01).target(ada)),
                "'target' and 'errorRate'",
                "nobody chooses");
        assertThatThrownBy(() -> rules.complete(plain.with(it -> it.quorum(0).target(five)), true))
                .hasMessageContaining("verifier");
    }

    @Test
    void whatIsJoinedInSizesIsInFilesAndSumsMayBePrinted() {
        BatchSpec plain = spec("b", 0, 0, 0, 0, -1, ResearchFixture.sum());
        assertThat(completed(plain.with(it -> it.sizes(true))).sizes()).isTrue();
        assertThat(completed(plain).sizes()).isFalse();

        AnswerPart printed = new AnswerPart(Kind.CONCAT, null, null, null, null, null);
        BatchSpec joined = plain.with(it -> it.answer(List.of(printed)));
        assertThat(completed(joined).answer()).containsExactly(printed);
        assertThatThrownBy(() -> completed(joined.with(it -> it.sizes(true))))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("'sizes' is true, and the part CONCAT")
                .hasMessageContaining("65536 bytes");
    }

    @Test
    void numbersOutOfRangeAreNamedWithValueAndLimits() {
        refused(spec("b", 11, 0, 0, 0, 0, ResearchFixture.sum()), "'quorum'", "11", "1 to 10");
        refused(spec("b", 2, -1, 0, 0, 0, ResearchFixture.sum()), "'fuelLimit'", "-1");
        refused(spec("b", 2, 0, 100, 0, 0, ResearchFixture.sum()), "'memoryLimitBytes'", "100", "65536");
        refused(spec("b", 2, 0, 0, -5, 0, ResearchFixture.sum()), "'outputLimitBytes'", "-5");
        refused(spec("b", 2, 0, 0, 0, -2, ResearchFixture.sum()), "'canaries'", "-2");
        refused(spec(" ", 2, 0, 0, 0, 0, ResearchFixture.sum()), "'name'");
    }

    @Test
    void limitsOfCopiesFollowFromTheQuorumUnlessTheyAreGiven() {
        assertThat(completed(limited(3, CopyLimits.DEFAULTS)).limits()).isEqualTo(new CopyLimits(3, 5, 11, 11));
        assertThat(completed(limited(0, new CopyLimits(4, 0, 6, 0))).limits()).isEqualTo(new CopyLimits(4, 5, 6, 6));
        assertThat(completed(limited(0, new CopyLimits(4, 0, 6, 0))).quorum()).isEqualTo(4);
        CopyLimits whole = new CopyLimits(2, 9, 20, 7);
        assertThat(completed(limited(2, whole)).limits()).isEqualTo(whole);
    }

    @Test
    void limitsThatCannotHoldAreNamedWithValueAndLimits() {
        refused(limited(2, new CopyLimits(3, 0, 0, 0)), "'quorum' is 2", "'limits.minQuorum' is 3", "leave one out");
        refused(limited(0, new CopyLimits(11, 0, 0, 0)), "'limits.minQuorum' is 11", "1 to 10");
        refused(limited(2, new CopyLimits(0, -1, 0, 0)), "'limits.maxErrorResults' is -1", "1 to 100");
        refused(limited(3, new CopyLimits(0, 0, 2, 0)), "'limits.maxTotalResults' is 2", "3 to 100");
        refused(limited(3, new CopyLimits(0, 0, 101, 0)), "'limits.maxTotalResults' is 101", "3 to 100");
        refused(limited(3, new CopyLimits(0, 0, 0, 2)), "'limits.maxSuccessResults' is 2", "3 to 100");
    }

    @Test
    void anErrorRateTakesThePlaceOfTheQuorum() {
        BatchSpec complete = completed(trusting(0, CopyLimits.DEFAULTS, 1e-3));

        assertThat(complete.errorRate()).isEqualTo(1e-3);
        assertThat(complete.limits()).isEqualTo(new CopyLimits(1, 5, 24, 24));
        assertThat(complete.copiesSetAside()).isEqualTo(5);
        assertThat(completed(complete)).isEqualTo(complete);
        assertThat(completed(limited(3, CopyLimits.DEFAULTS)).copiesSetAside()).isEqualTo(3);
        refused(trusting(0, CopyLimits.DEFAULTS, 0.02), "'errorRate' is 0.02", "0.000001 to 0.01");
        refused(trusting(0, CopyLimits.DEFAULTS, -1), "'errorRate' is -1.0", "leave it out");
        refused(trusting(2, CopyLimits.DEFAULTS, 1e-3), "'errorRate' is 0.001", "'quorum' is 2", "leave one out");
        refused(trusting(0, new CopyLimits(3, 0, 0, 0), 1e-3), "'quorum' is 3");
    }

    @Test
    void anAnswerNeedsPartsThatDoNotOverwriteEachOther() {
        refused(spec("b", 2, 0, 0, 0, 0), "'answer'", "no part");
        refused(spec("b", 2, 0, 0, 0, 0, ResearchFixture.sum(), ResearchFixture.sum()), "sum.txt");
        refused(
                spec(
                        "b",
                        2,
                        0,
                        0,
                        0,
                        0,
                        part(Kind.TABLE, null, null, null),
                        part(Kind.CONCAT, "table.csv", null, null)),
                "table.csv");
    }

    @Test
    void partsHaveTheirOwnFieldsOnly() {
        refused(spec("b", 2, 0, 0, 0, 0, part(Kind.SUM, null, "column", null)), "SUM", "'best'");
        refused(spec("b", 2, 0, 0, 0, 0, part(Kind.CONCAT, null, null, new Plot("x", "y", null))), "CONCAT", "'plot'");
        refused(spec("b", 2, 0, 0, 0, 0, part(Kind.WASM, null, null, null)), "WASM", "moduleSha256");
        refused(spec("b", 2, 0, 0, 0, 0, part(Kind.SUM, "../x", null, null)), "'../x'");
        refused(
                spec("b", 2, 0, 0, 0, 0, new AnswerPart(Kind.WASM, null, null, null, "aa", Map.of("units/x", "bb"))),
                "units");
    }

    @Test
    void aVerifierTakesThePlaceOfTheQuorum() {
        BatchSpec complete = rules.complete(limited(0, CopyLimits.DEFAULTS), true);

        assertThat(complete.quorum()).isEqualTo(1);
        assertThat(complete.limits()).isEqualTo(new CopyLimits(1, 5, 9, 9));
        assertThat(rules.complete(limited(1, new CopyLimits(1, 0, 4, 0)), true).limits())
                .isEqualTo(new CopyLimits(1, 5, 4, 4));
        refusedWithVerifier(limited(2, CopyLimits.DEFAULTS), "'quorum' is 2", "verifier", "leave 'quorum' out");
        refusedWithVerifier(limited(0, new CopyLimits(3, 0, 0, 0)), "'quorum' is 3");
        refusedWithVerifier(trusting(0, CopyLimits.DEFAULTS, 1e-3), "'errorRate' is 0.001", "verifier");
    }

    @Test
    void noInputLiesWhereTheVerifierFindsTheResult() {
        BatchSpec spec = limited(0, CopyLimits.DEFAULTS).with(it -> it.inputs(Map.of("result/x", "aa")));

        refusedWithVerifier(spec, "'result/x'", "/in/result", "rename it");
        assertThat(completed(spec).inputs()).as("without a verifier it may").containsKey("result/x");
    }

    private BatchSpec completed(BatchSpec spec) {
        return rules.complete(spec, false);
    }

    private void refusedWithVerifier(BatchSpec spec, String... words) {
        assertThatThrownBy(() -> rules.complete(spec, true))
                .isInstanceOf(RefusedException.class)
                .hasMessageContainingAll(words);
    }

    private void refused(BatchSpec spec, String... words) {
        assertThatThrownBy(() -> completed(spec))
                .isInstanceOfSatisfying(
                        RefusedException.class,
                        refusal -> assertThat(refusal.code()).isEqualTo(ErrorCode.INVALID_BATCH))
                .hasMessageContainingAll(words);
    }

    private static AnswerPart part(Kind kind, @Nullable String file, @Nullable String best, @Nullable Plot plot) {
        return new AnswerPart(kind, file, best, plot, null, null);
    }

    private static BatchSpec limited(int quorum, CopyLimits limits) {
        return trusting(quorum, limits, 0);
    }

    private static BatchSpec trusting(int quorum, CopyLimits limits, double errorRate) {
        return spec("b", quorum, 0, 0, 0, 0, ResearchFixture.sum())
                .with(it -> it.limits(limits).errorRate(errorRate));
    }

    private static BatchSpec spec(
            String name, int quorum, long fuel, long memory, long output, int canaries, AnswerPart... answer) {
        return BatchSpec.of(name, new AppVersionId(1), BatchSpec.Cut.whole(), List.of(answer))
                .with(it -> it.quorum(quorum)
                        .fuelLimit(fuel)
                        .memoryLimitBytes(memory)
                        .outputLimitBytes(output)
                        .canaries(canaries));
    }
}
