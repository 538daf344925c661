package org.manyhands.validator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.manyhands.db.batch.CopyLimits;
import org.manyhands.db.result.Result;
import org.manyhands.db.result.ResultState;
import org.manyhands.db.workunit.WorkUnitState;

/** What must hold whatever hosts do, and in whatever order it is read. */
class JudgeStoriesTest {
    private static final CopyLimits TWO = new CopyLimits(2, 3, 6, 6);

    static Stream<Copies> cases() {
        return Stream.of(
                new Copies().returned("a").returned("b").returned("a").unsent(),
                new Copies().returned("b").returned("b").returned("a").returned("a"),
                new Copies().errored("x").timedOut().returned("a").returned("b"),
                new Copies().returned("a", 1, 9).returned("a", 2, 9).returned("a", 3, 7),
                new Copies()
                        .returned("a")
                        .returned("b")
                        .returned("c")
                        .returned("d")
                        .returned("e")
                        .returned("f"),
                new Copies().errored("x").errored("y").errored("z"));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void theOrderInWhichCopiesAreReadDecidesNothing(Copies copies) {
        Decision expected = decide(copies, TWO);
        permutations(
                copies.all(),
                order -> assertThat(Judge.decide(Units.in(WorkUnitState.OPEN), order, TWO))
                        .isEqualTo(expected));
    }

    /** What a validator and hosts that err, lie and vanish do together, from the first copies to the end. */
    @Test
    void everyStoryEndsWithinItsLimitsAndPaysNoMoreThanAQuorum() {
        for (int seed = 0; seed < 2_000; seed++) {
            Random random = new Random(seed);
            CopyLimits policy = new CopyLimits(
                    1 + random.nextInt(4), 1 + random.nextInt(5), 4 + random.nextInt(8), 4 + random.nextInt(8));
            Story story = new Story(policy, random);
            Decision end = story.tell();
            assertThat(story.copies()).as("seed %d", seed).isLessThanOrEqualTo(policy.maxTotalResults());
            if (end instanceof Decision.Accept accept) {
                assertThat(accept.valid()).as("seed %d", seed).hasSize(policy.minQuorum());
                assertThat(accept.valid())
                        .extracting(Result::digest)
                        .containsOnly(accept.canonical().digest());
            } else {
                assertThat(end).as("seed %d", seed).isInstanceOf(Decision.GiveUp.class);
            }
        }
    }

    private static Decision decide(Copies copies, CopyLimits policy) {
        return Judge.decide(Units.in(WorkUnitState.OPEN), copies.all(), policy);
    }

    private static void permutations(List<Result> all, Consumer<List<Result>> visitor) {
        permute(new ArrayList<>(all), 0, visitor);
    }

    private static void permute(List<Result> all, int from, Consumer<List<Result>> visitor) {
        if (from == all.size()) {
            visitor.accept(List.copyOf(all));
        }
        for (int i = from; i < all.size(); i++) {
            Collections.swap(all, from, i);
            permute(all, from + 1, visitor);
            Collections.swap(all, from, i);
        }
    }

    /** Copies that end one by one, judged after each end. */
    private static final class Story {
        private final CopyLimits policy;
        private final Random random;
        private final List<ResultState> ends = new ArrayList<>();
        private final List<String> digests = new ArrayList<>();

        Story(CopyLimits policy, Random random) {
            this.policy = policy;
            this.random = random;
            open(policy.minQuorum());
        }

        int copies() {
            return ends.size();
        }

        Decision tell() {
            while (true) {
                Decision decision = decide(told(), policy);
                if (decision instanceof Decision.MoreCopies more) {
                    open(more.copies());
                } else if (decision instanceof Decision.Wait) {
                    endOne();
                } else {
                    return decision;
                }
            }
        }

        private void open(int copies) {
            for (int i = 0; i < copies; i++) {
                ends.add(ResultState.UNSENT);
                digests.add("");
            }
        }

        private void endOne() {
            List<Integer> waiting = new ArrayList<>();
            for (int i = 0; i < ends.size(); i++) {
                if (ends.get(i) == ResultState.UNSENT) {
                    waiting.add(i);
                }
            }
            assertThat(waiting).as("waiting for nothing").isNotEmpty();
            int chosen = waiting.get(random.nextInt(waiting.size()));
            int fate = random.nextInt(10);
            ends.set(
                    chosen, fate == 0 ? ResultState.ERRORED : fate == 1 ? ResultState.TIMED_OUT : ResultState.RETURNED);
            digests.set(chosen, fate < 6 ? "true" : "lie " + random.nextInt(3));
        }

        private Copies told() {
            Copies copies = new Copies();
            for (int i = 0; i < ends.size(); i++) {
                switch (ends.get(i)) {
                    case UNSENT -> copies.unsent();
                    case ERRORED -> copies.errored("x");
                    case TIMED_OUT -> copies.timedOut();
                    default -> copies.returned(digests.get(i));
                }
            }
            return copies;
        }
    }
}
