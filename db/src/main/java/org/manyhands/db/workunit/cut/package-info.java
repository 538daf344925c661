/** How a batch is cut into work units: a pure function of its description and its files, shared by the quote and the work generator. */
@NullMarked
package org.manyhands.db.workunit.cut;

import org.jspecify.annotations.NullMarked;
