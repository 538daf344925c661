/** The forms in which each part of a run can be saved between two steps and found again. */
@NullMarked
package org.manyhands.sandbox.state;

import org.jspecify.annotations.NullMarked;
