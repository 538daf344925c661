/** Benchmarks, the saboteur, and the demo. */
@NullMarked
package org.manyhands.bench;

import org.jspecify.annotations.NullMarked;
