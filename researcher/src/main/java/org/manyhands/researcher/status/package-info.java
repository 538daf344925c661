/** A project and its hosts at a glance. */
@NullMarked
package org.manyhands.researcher.status;

import org.jspecify.annotations.NullMarked;
