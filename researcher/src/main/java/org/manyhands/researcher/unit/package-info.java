/** One work unit, and how to run it again at home. */
@NullMarked
package org.manyhands.researcher.unit;

import org.jspecify.annotations.NullMarked;
