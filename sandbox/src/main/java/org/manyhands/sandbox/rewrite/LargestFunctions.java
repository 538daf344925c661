package org.manyhands.sandbox.rewrite;

import org.manyhands.sandbox.rewrite.ModuleLayout.Body;

/**
 * The functions of a module that come nearest to a limit.
 *
 * @param bytes size of the largest body
 * @param largest which function that is
 * @param locals most declared locals
 * @param withMostLocals which function has them
 */
record LargestFunctions(long bytes, String largest, long locals, String withMostLocals) {
    static LargestFunctions of(ModuleLayout layout) {
        int bytes = 0;
        int largest = -1;
        long locals = 0;
        int withMost = -1;
        for (int i = 0; i < layout.bodies.size(); i++) {
            Body body = layout.bodies.get(i);
            if (body.end() - body.start() > bytes) {
                bytes = body.end() - body.start();
                largest = i;
            }
            long declared = locals(layout, body);
            if (declared > locals) {
                locals = declared;
                withMost = i;
            }
        }
        return new LargestFunctions(bytes, name(layout, largest), locals, name(layout, withMost));
    }

    private static long locals(ModuleLayout layout, Body body) {
        try {
            BinaryReader in = new BinaryReader(layout.bytes, body.start(), body.end());
            long locals = 0;
            for (int runs = in.u32("number of local declarations"); runs > 0; runs--) {
                locals += in.u32("number of locals");
                in.u8("value type");
            }
            return locals;
        } catch (MalformedModuleException e) {
            return 0; // The checker tells where.
        }
    }

    private static String name(ModuleLayout layout, int body) {
        if (body < 0) {
            return "";
        }
        int function = layout.importedFunctions() + body;
        return layout.functionNames().getOrDefault(function, "function " + function);
    }
}
