/** The load generator: a process that plays many hosts over HTTP, with signatures of their own and as little work as possible. */
@NullMarked
package org.manyhands.bench.dispatch.load;

import org.jspecify.annotations.NullMarked;
