/** A batch on flaky hosts in a simulation that drives the production scheduling code, beside BOINC's defaults on the same hosts. */
@NullMarked
package org.manyhands.bench.makespan;

import org.jspecify.annotations.NullMarked;
