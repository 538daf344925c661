/** Batches and their lifecycle. */
@NullMarked
package org.manyhands.db.batch;

import org.jspecify.annotations.NullMarked;
