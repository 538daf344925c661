/** Databases, a clock and a small world for tests; other modules' tests use them through this module's test jar. */
@NullMarked
package org.manyhands.db.testing;

import org.jspecify.annotations.NullMarked;
