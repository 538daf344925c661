/** The project that a home is attached to: its address, its pinned key, the host's own state there. */
@NullMarked
package org.manyhands.agent.project;

import org.jspecify.annotations.NullMarked;
