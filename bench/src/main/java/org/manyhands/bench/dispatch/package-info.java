/** The benchmark of dispatch: a real project under the load of many hosts, measured and then checked row by row. */
@NullMarked
package org.manyhands.bench.dispatch;

import org.jspecify.annotations.NullMarked;
