/** The slot process: the parent's side, the child's side, and the frames between them. */
@NullMarked
package org.manyhands.sandbox.slot;

import org.jspecify.annotations.NullMarked;
