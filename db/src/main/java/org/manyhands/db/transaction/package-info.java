/** Transactions, retries, connections: the one place that knows Hibernate. */
@NullMarked
package org.manyhands.db.transaction;

import org.jspecify.annotations.NullMarked;
