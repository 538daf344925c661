/** Executes instrumented modules. The only package, with the rewriter, that knows the WebAssembly runtime. */
@NullMarked
package org.manyhands.sandbox.engine;

import org.jspecify.annotations.NullMarked;
