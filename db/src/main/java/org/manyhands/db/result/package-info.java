/** Results (copies of work units) and their lifecycle. */
@NullMarked
package org.manyhands.db.result;

import org.jspecify.annotations.NullMarked;
