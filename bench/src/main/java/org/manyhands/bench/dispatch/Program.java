package org.manyhands.bench.dispatch;

import java.util.HexFormat;

/**
 * The application that is dispatched: a module of one function that counts to five million and ends. The played hosts do not run
 * it; the project does, when it checks the upload and samples the batch for its quote.
 */
final class Program {
    private static final String HEX = """
            0061736d 01000000
            01 04 01 60 00 00
            03 02 01 00
            05 04 01 01 01 01
            07 13 02 06 6d656d6f7279 02 00 06 5f7374617274 00 00
            0a 18 01 16 01 01 7f 03 40 20 00 41 01 6a 22 00 41 c096b102 49 0d 00 0b 0b
            """;

    private Program() {}

    static byte[] bytes() {
        return HexFormat.of().parseHex(HEX.replaceAll("\\s", ""));
    }
}
