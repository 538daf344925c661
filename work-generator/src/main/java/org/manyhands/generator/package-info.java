/** The process that cuts funded batches into work units. */
@NullMarked
package org.manyhands.generator;

import org.jspecify.annotations.NullMarked;
