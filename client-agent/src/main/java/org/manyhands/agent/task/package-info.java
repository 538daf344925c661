/** Tasks that the host holds: on disk, on the board, in a slot, as a report. */
@NullMarked
package org.manyhands.agent.task;

import org.jspecify.annotations.NullMarked;
