/**
 * Fits generated class files for the optimising compiler of the JVM. The runtime's compiler turns WebAssembly into
 * class files whose every access goes through helpers; here they get state of their own and simple operations in place.
 */
@NullMarked
package org.manyhands.sandbox.engine.post;

import org.jspecify.annotations.NullMarked;
