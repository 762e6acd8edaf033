package io.dataface.tasks.docs.frame;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Shares of a whole as one bar.
///
/// @param label what the bar says, in words
public record Meter(String label, List<Part> parts) {

    public Meter {
        parts = List.copyOf(parts);
    }

    /// One share.
    ///
    /// @param kind the hue, as of a chip
    /// @param from where it begins, in percent
    /// @param share its length, in percent
    public record Part(String kind, String from, String share) {}

    /// A count in a hue.
    public record Count(String kind, int number) {}

    /// A bar of counts that together are at most the whole.
    ///
    /// @param whole at least 0; of a whole of 0 the bar is empty
    public static Meter of(String label, int whole, Count... counts) {
        List<Part> parts = new ArrayList<>();
        double from = 0;
        for (Count count : counts) {
            double share = whole == 0 ? 0 : 100.0 * count.number() / whole;
            parts.add(new Part(count.kind(), text(from), text(share)));
            from += share;
        }
        return new Meter(label, parts);
    }

    private static String text(double percent) {
        return String.format(Locale.ROOT, "%.2f", percent);
    }
}
