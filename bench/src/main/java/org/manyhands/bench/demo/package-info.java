/** The demo: a whole project on one machine, driven by the commands and the API that any user has, and the proof of its promises. */
@NullMarked
package org.manyhands.bench.demo;

import org.jspecify.annotations.NullMarked;
