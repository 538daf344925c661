/** Settled batches outside of the database: one compressed file of JSON lines each. */
@NullMarked
package org.manyhands.server.archive;

import org.jspecify.annotations.NullMarked;
