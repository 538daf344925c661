/** Shows a batch at work until it ends. */
@NullMarked
package org.manyhands.researcher.watch;

import org.jspecify.annotations.NullMarked;
