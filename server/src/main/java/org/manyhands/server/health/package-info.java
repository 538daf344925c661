/** Whether the process lives, and whether it can do its work. */
@NullMarked
package org.manyhands.server.health;

import org.jspecify.annotations.NullMarked;
