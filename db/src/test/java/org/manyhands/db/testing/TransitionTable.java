package org.manyhands.db.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.manyhands.db.transaction.IllegalTransitionException;
import org.manyhands.db.transaction.Transition;

/** Holds a lifecycle against a table of every state and every event: what is not in the table must be refused. */
public final class TransitionTable {
    private TransitionTable() {}

    /** A lifecycle. */
    @FunctionalInterface
    public interface Lifecycle<S, V> {
        Transition<S, ?> transition(S state, V event, long nowMillis);
    }

    /**
     * One test for each pair.
     *
     * @param events one of each kind of event
     * @param allowed state, then event's name, to the next state
     */
    public static <S extends Enum<S>, V> Stream<DynamicTest> tests(
            Class<S> states,
            Class<V> eventType,
            List<V> events,
            Map<S, Map<String, S>> allowed,
            Lifecycle<S, V> lifecycle) {
        assertThat(events.stream().map(Object::getClass).toList())
                .as("one event of each kind")
                .containsExactlyInAnyOrderElementsOf(Arrays.asList(eventType.getPermittedSubclasses()));
        return Arrays.stream(states.getEnumConstants())
                .flatMap(state -> events.stream().map(event -> {
                    String name = event.getClass().getSimpleName();
                    S next = allowed.getOrDefault(state, Map.of()).get(name);
                    return DynamicTest.dynamicTest(
                            state + " and " + name + (next == null ? " is refused" : " becomes " + next),
                            () -> check(lifecycle, state, event, name, next));
                }));
    }

    private static <S extends Enum<S>, V> void check(Lifecycle<S, V> lifecycle, S state, V event, String name, S next) {
        if (next != null) {
            assertThat(lifecycle.transition(state, event, 1).state()).isEqualTo(next);
        } else {
            assertThatThrownBy(() -> lifecycle.transition(state, event, 1))
                    .isInstanceOfSatisfying(IllegalTransitionException.class, e -> {
                        assertThat(e.state()).isEqualTo(state.name());
                        assertThat(e.event()).isEqualTo(name);
                    });
        }
    }
}
