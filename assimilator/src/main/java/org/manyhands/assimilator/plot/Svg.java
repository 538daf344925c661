package org.manyhands.assimilator.plot;

/** Writes SVG, one element a line, numbers rounded to tenths so that the same picture has the same bytes. */
final class Svg {
    private final StringBuilder text = new StringBuilder();

    /**
     * An element without content.
     *
     * @param attributes names and values by turns; numbers are rounded
     */
    Svg element(String name, Object... attributes) {
        open(name, attributes);
        text.append("/>\n");
        return this;
    }

    /** An element with text. */
    Svg text(String name, String content, Object... attributes) {
        open(name, attributes);
        text.append('>').append(escaped(content)).append("</").append(name).append(">\n");
        return this;
    }

    /** A line of markup that this program wrote. */
    Svg raw(String markup) {
        text.append(markup).append('\n');
        return this;
    }

    @Override
    public String toString() {
        return text.toString();
    }

    private void open(String name, Object... attributes) {
        text.append('<').append(name);
        for (int i = 0; i < attributes.length; i += 2) {
            Object value = attributes[i + 1];
            text.append(' ').append(attributes[i]).append("=\"");
            text.append(value instanceof Double number ? tenths(number) : escaped(String.valueOf(value)));
            text.append('"');
        }
    }

    /** A number with at most one decimal. */
    static String tenths(double value) {
        long tenths = Math.round(value * 10);
        String sign = tenths < 0 ? "-" : "";
        long size = Math.abs(tenths);
        return sign + size / 10 + (size % 10 == 0 ? "" : "." + size % 10);
    }

    /** Text from hosts and researchers: markup has no power, and what XML forbids becomes a space. */
    static String escaped(String text) {
        StringBuilder out = new StringBuilder(text.length());
        text.codePoints().forEach(c -> {
            switch (c) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '"' -> out.append("&quot;");
                default -> out.appendCodePoint(c < ' ' || c == 0xFFFE || c == 0xFFFF ? ' ' : c);
            }
        });
        return out.toString();
    }

    /** Shortened to so many characters. */
    static String shortened(String text, int most) {
        return text.codePointCount(0, text.length()) <= most
                ? text
                : text.substring(0, text.offsetByCodePoints(0, most - 1)) + "…";
    }
}
