package org.manyhands.validator.trust;

/** When the answer to a work unit is believed. Implementations are pure: the same poll gives the same ruling. */
public interface Policy {
    Ruling rule(Poll poll);
}
