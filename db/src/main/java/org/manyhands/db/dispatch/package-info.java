/** Blocks of results that wait for a host: what servers claim. */
@NullMarked
package org.manyhands.db.dispatch;

import org.jspecify.annotations.NullMarked;
