package io.dataface.tasks.model.plan;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The code spans of a paragraph, found in one pass: a run of backticks is closed by the next of
/// its
/// length.
final class CodeSpans {

    private final List<int[]> spans = new ArrayList<>();
    private int passed;

    CodeSpans(String text, int start, int end) {
        List<int[]> runs = new ArrayList<>();
        Map<Integer, Deque<Integer>> byLength = new HashMap<>();
        for (int at = text.indexOf('`', start, end); at >= 0; ) {
            int to = at;
            while (to < end && text.charAt(to) == '`') {
                to++;
            }
            byLength.computeIfAbsent(to - at, _ -> new ArrayDeque<>()).add(at);
            runs.add(new int[] {at, to - at});
            at = text.indexOf('`', to, end);
        }
        int free = start;
        for (int[] run : runs) {
            if (run[0] < free || isEscaped(text, run[0], start)) {
                continue;
            }
            Deque<Integer> same = byLength.getOrDefault(run[1], new ArrayDeque<>());
            while (!same.isEmpty() && same.peek() <= run[0]) {
                same.poll();
            }
            Integer close = same.peek();
            if (close != null) {
                free = close + run[1];
                spans.add(new int[] {run[0], free});
            }
        }
    }

    /// Where the mark stands next outside of code, -1 where it does not. Calls must move forward.
    int next(String text, String mark, int from, int end) {
        int at = text.indexOf(mark, Math.min(from, end), end);
        while (at >= 0) {
            while (passed < spans.size() && spans.get(passed)[1] <= at) {
                passed++;
            }
            boolean code = passed < spans.size() && spans.get(passed)[0] <= at;
            if (!code) {
                return at;
            }
            at = text.indexOf(mark, spans.get(passed)[1], end);
        }
        return -1;
    }

    private static boolean isEscaped(String text, int at, int start) {
        int slashes = 0;
        while (at - slashes > start && text.charAt(at - slashes - 1) == '\\') {
            slashes++;
        }
        return slashes % 2 == 1;
    }
}
