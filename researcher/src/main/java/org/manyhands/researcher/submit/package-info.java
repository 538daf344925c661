/** From a batch's description to a funded batch. */
@NullMarked
package org.manyhands.researcher.submit;

import org.jspecify.annotations.NullMarked;
