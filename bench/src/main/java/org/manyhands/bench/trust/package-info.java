/** {@code bench trust}: simulated hosts and a virtual clock drive the validator's own trust code. */
@NullMarked
package org.manyhands.bench.trust;

import org.jspecify.annotations.NullMarked;
