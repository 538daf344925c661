package org.manyhands.validator.trust;

import org.manyhands.db.trust.Standing;

/**
 * A host that gave an answer.
 *
 * @param held what it would lose, in results like this one: its held credit by what this one earns
 */
public record Member(Standing standing, long held) {}
