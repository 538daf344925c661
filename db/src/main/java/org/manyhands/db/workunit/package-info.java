/** Work units and their lifecycle. */
@NullMarked
package org.manyhands.db.workunit;

import org.jspecify.annotations.NullMarked;
