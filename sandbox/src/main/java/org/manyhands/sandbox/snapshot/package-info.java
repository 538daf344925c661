/** Saves a run of the step API between its steps, and finds it again: on another machine, JDK or engine too. */
@NullMarked
package org.manyhands.sandbox.snapshot;

import org.jspecify.annotations.NullMarked;
