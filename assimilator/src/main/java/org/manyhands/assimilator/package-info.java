/** The process that puts canonical results together to the researcher's answer. */
@NullMarked
package org.manyhands.assimilator;

import org.jspecify.annotations.NullMarked;
