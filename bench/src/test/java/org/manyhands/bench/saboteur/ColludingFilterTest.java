package org.manyhands.bench.saboteur;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.manyhands.protocol.agent.ResultReport;
import org.manyhands.protocol.id.ResultId;
import org.manyhands.protocol.id.WorkUnitId;

class ColludingFilterTest {
    @TempDir
    private Path folder;

    @Test
    void partners_tell_the_same_lie_about_a_work_unit_and_another_about_the_next() throws Exception {
        ColludingFilter one = new ColludingFilter(folder.resolve("one.log"), 2);
        ColludingFilter other = new ColludingFilter(folder.resolve("other.log"), 1);

        ResultReport first = one.apply(LyingFilterTest.task(1), LyingFilterTest.honest(1), folder);
        ResultReport next = one.apply(LyingFilterTest.task(2), LyingFilterTest.honest(2), folder);
        ResultReport partner = other.apply(LyingFilterTest.task(1), LyingFilterTest.honest(1), folder);
        ResultReport honest = other.apply(LyingFilterTest.task(2), LyingFilterTest.honest(2), folder);

        assertThat(first.digest())
                .isEqualTo(LyingFilterTest.digest(first))
                .isEqualTo(partner.digest())
                .isNotEqualTo(LyingFilterTest.honest(1).digest())
                .isNotEqualTo(next.digest());
        assertThat(honest.digest()).isEqualTo(LyingFilterTest.honest(2).digest());
        assertThat(Lie.read(folder.resolve("other.log")))
                .containsExactly(new Lie(new ResultId(1), new WorkUnitId(1), Lie.Kind.AGREED));
    }
}
