/** Decides from the copies of a work unit whether its answer can be believed: no database, no clock, no randomness (docs/trust.md). */
@NullMarked
package org.manyhands.validator.trust;

import org.jspecify.annotations.NullMarked;
