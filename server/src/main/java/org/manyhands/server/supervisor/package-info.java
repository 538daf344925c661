/** {@code manyhands up} and {@code down}: starts, watches and ends the processes of a project on this machine. */
@NullMarked
package org.manyhands.server.supervisor;

import org.jspecify.annotations.NullMarked;
