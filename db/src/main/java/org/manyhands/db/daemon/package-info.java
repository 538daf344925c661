/** The frame that every daemon runs in. */
@NullMarked
package org.manyhands.db.daemon;

import org.jspecify.annotations.NullMarked;
