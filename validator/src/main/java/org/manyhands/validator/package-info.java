/** The process that compares the copies of a work unit, decides, and promises credit. */
@NullMarked
package org.manyhands.validator;

import org.jspecify.annotations.NullMarked;
