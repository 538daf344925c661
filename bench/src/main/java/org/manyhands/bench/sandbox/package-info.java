/** {@code manyhands bench sandbox}: how fast the sandbox is, beside V8 and native code. */
@NullMarked
package org.manyhands.bench.sandbox;

import org.jspecify.annotations.NullMarked;
