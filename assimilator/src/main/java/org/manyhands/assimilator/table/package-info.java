/** Tables: CSV rows of all work units, and the best of them. */
@NullMarked
package org.manyhands.assimilator.table;

import org.jspecify.annotations.NullMarked;
