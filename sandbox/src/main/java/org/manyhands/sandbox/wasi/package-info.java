/** WASI preview 1 as a deterministic function of a run's inputs: one class for each family of calls. */
@NullMarked
package org.manyhands.sandbox.wasi;

import org.jspecify.annotations.NullMarked;
