/** Further copies of what would come last, near a batch's end. */
@NullMarked
package org.manyhands.validator.tail;

import org.jspecify.annotations.NullMarked;
