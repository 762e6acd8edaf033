package io.dataface.tasks.docs.log;

import java.util.StringJoiner;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// How text looks at a place in a log (ECMA-48, select graphic rendition), which goes on over
/// line ends.
///
/// @param front colour 0 to 15, or -1 for none
/// @param back colour 0 to 15, or -1 for none
record Sgr(int front, int back, boolean bold, boolean dim, boolean italic, boolean underline) {

    static final Sgr PLAIN = new Sgr(-1, -1, false, false, false, false);

    private static final Pattern CODED =
            Pattern.compile("(-1|1[0-5]|[0-9])_(-1|1[0-5]|[0-9])_([01])([01])([01])([01])");

    /// The same as text for an address; anything else reads as plain.
    static Sgr decode(String coded) {
        Matcher m = CODED.matcher(coded);
        return m.matches()
                ? new Sgr(
                        Integer.parseInt(m.group(1)),
                        Integer.parseInt(m.group(2)),
                        m.group(3).equals("1"),
                        m.group(4).equals("1"),
                        m.group(5).equals("1"),
                        m.group(6).equals("1"))
                : PLAIN;
    }

    String encode() {
        return "%d_%d_%d%d%d%d"
                .formatted(front, back, bit(bold), bit(dim), bit(italic), bit(underline));
    }

    /// The class names that show it; empty where it is plain.
    String classes() {
        var names = new StringJoiner(" ");
        add(names, front >= 0, "f" + front);
        add(names, back >= 0, "b" + back);
        add(names, bold, "bo");
        add(names, dim, "di");
        add(names, italic, "it");
        add(names, underline, "un");
        return names.toString();
    }

    /// This look after the parameters of one sequence, like `1;31`.
    Sgr after(String parameters) {
        String[] codes = parameters.split("[;:]", -1);
        Sgr look = this;
        for (int i = 0; i < codes.length; i++) {
            int code = number(codes[i]);
            if (code == 38 || code == 48) {
                boolean indexed = i + 2 < codes.length && number(codes[i + 1]) == 5;
                int colour = indexed ? nearest(number(codes[i + 2])) : -1;
                look = code == 38 ? look.front(colour) : look.back(colour);
                i += indexed ? 2 : 4;
            } else {
                look = look.after(code);
            }
        }
        return look;
    }

    private Sgr after(int code) {
        return switch (code) {
            case 0 -> PLAIN;
            case 1 -> new Sgr(front, back, true, dim, italic, underline);
            case 2 -> new Sgr(front, back, bold, true, italic, underline);
            case 3 -> new Sgr(front, back, bold, dim, true, underline);
            case 4 -> new Sgr(front, back, bold, dim, italic, true);
            case 22 -> new Sgr(front, back, false, false, italic, underline);
            case 23 -> new Sgr(front, back, bold, dim, false, underline);
            case 24 -> new Sgr(front, back, bold, dim, italic, false);
            case 39 -> front(-1);
            case 49 -> back(-1);
            default -> colour(code);
        };
    }

    private Sgr colour(int code) {
        if (code >= 30 && code <= 37) {
            return front(code - 30);
        }
        if (code >= 90 && code <= 97) {
            return front(code - 82);
        }
        if (code >= 40 && code <= 47) {
            return back(code - 40);
        }
        return code >= 100 && code <= 107 ? back(code - 92) : this;
    }

    private Sgr front(int colour) {
        return new Sgr(colour, back, bold, dim, italic, underline);
    }

    private Sgr back(int colour) {
        return new Sgr(front, colour, bold, dim, italic, underline);
    }

    // The colour cube (16 to 231) by which of red, green and blue are strong; then the greys.
    private static int nearest(int indexed) {
        if (indexed < 16 || indexed > 255) {
            return indexed >= 0 && indexed < 16 ? indexed : -1;
        }
        if (indexed >= 232) {
            return indexed < 244 ? 8 : 7;
        }
        int cube = indexed - 16;
        int colour = (cube / 36 > 2 ? 1 : 0) | (cube / 6 % 6 > 2 ? 2 : 0) | (cube % 6 > 2 ? 4 : 0);
        return colour == 0 ? 8 : colour + 8;
    }

    private static int number(String text) {
        if (text.isEmpty()) {
            return 0;
        }
        return text.length() > 3 ? -1 : Integer.parseInt(text);
    }

    private static int bit(boolean set) {
        return set ? 1 : 0;
    }

    private static void add(StringJoiner names, boolean wanted, String name) {
        if (wanted) {
            names.add(name);
        }
    }
}
