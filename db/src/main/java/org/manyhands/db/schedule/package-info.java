/**
 * Scheduling as pure functions of what was learned of hosts: predictions, deadlines, sizes, the tail, the estimated end. No
 * database here, so that the server, the daemons and the simulation use the very same code. See {@code docs/scheduling.md}.
 */
@NullMarked
package org.manyhands.db.schedule;

import org.jspecify.annotations.NullMarked;
