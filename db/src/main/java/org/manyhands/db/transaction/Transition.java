package org.manyhands.db.transaction;

import java.util.List;

/**
 * What a lifecycle answers: the next state, and what else changes with it. Nothing is carried out by it.  *
 *
 * @param <S> the kind of state
 * @param <E> the kind of effect
 */
public record Transition<S, E>(S state, List<E> effects) {
    public Transition {
        effects = List.copyOf(effects);
    }
}
