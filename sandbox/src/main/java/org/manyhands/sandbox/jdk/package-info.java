/** Finds the Javas of this computer. */
@NullMarked
package org.manyhands.sandbox.jdk;

import org.jspecify.annotations.NullMarked;
