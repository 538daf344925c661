/** Fetches a batch's answer. */
@NullMarked
package org.manyhands.researcher.answer;

import org.jspecify.annotations.NullMarked;
