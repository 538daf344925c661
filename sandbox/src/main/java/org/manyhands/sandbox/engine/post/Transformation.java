package org.manyhands.sandbox.engine.post;

import org.objectweb.asm.tree.MethodNode;

/** Changes the code of a generated method, and nothing of what it does. */
interface Transformation {
    void apply(MethodNode method);
}
