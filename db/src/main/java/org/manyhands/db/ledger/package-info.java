/** The journal: double entry, integers, append only. */
@NullMarked
package org.manyhands.db.ledger;

import org.jspecify.annotations.NullMarked;
