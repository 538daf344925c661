/** Why a host gets what it gets, and why a work unit waits. */
@NullMarked
package org.manyhands.researcher.explain;

import org.jspecify.annotations.NullMarked;
