package io.dataface.tasks.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// A plan of 2,000 pages of about 2 kB whose words come as often as words do: few in most
/// pages,
/// most in few.
final class WordyPlan {
    static final int TASKS = 2_000;
    private static final int WORKSTREAMS = 11;
    private static final int VOCABULARY = 8_000;
    private static final int WORDS = 300;

    /// Words that are on most pages, like "the"; nobody looks for them.
    private static final int COMMON = 50;

    private final Random random = new Random(5);
    private final List<String> words = new ArrayList<>();
    private final Path folder;

    private static final String ADDED = "\nNow with [a-z0-9]+\\.\n$";

    private WordyPlan(Path folder) {
        this.folder = folder;
        while (words.size() < VOCABULARY) {
            words.add(invented());
        }
    }

    /// Writes the plan's files below a folder.
    static WordyPlan write(Path folder) throws IOException {
        WordyPlan plan = new WordyPlan(folder);
        plan.put("mkdocs.yml", "site_name: Wordy plan\n");
        plan.put("README.md", "# Wordy plan\n");
        plan.put("team/people/ann.md", "---\ntitle: Ann\n---\n");
        for (int i = 1; i <= WORKSTREAMS; i++) {
            plan.put(
                    "workstreams/area-%02d/index.md".formatted(i),
                    "---\nowner: ann\n---\n\n# Area " + i + "\n");
        }
        for (int i = 0; i < TASKS; i++) {
            plan.put(path(i), plan.text(i));
        }
        return plan;
    }

    /// Gives a task's text a word that no page has had, as a last line.
    void add(int task, String word) throws IOException {
        String text = Files.readString(folder.resolve(path(task))).replaceFirst(ADDED, "");
        put(path(task), text + "\nNow with " + word + ".\n");
    }

    /// Writes a task anew, with another title that has a word that no page has had.
    void rename(int task, String word) throws IOException {
        put(path(task), text(task).replaceFirst("title: ", "title: " + word + " "));
    }

    /// So many questions of readers: half of one word or its begin, a third of two, names, and
    /// some
    /// that are misspelt.
    List<String> questions(int many) {
        return IntStream.range(0, many).mapToObj(this::question).toList();
    }

    private String question(int number) {
        return switch (number % 12) {
            case 0, 1, 2 -> asked();
            case 3, 4, 5 -> asked().substring(0, 4);
            case 6, 7, 8, 9 -> asked() + " " + asked().substring(0, 4);
            case 10 -> "task-" + random.nextInt(TASKS);
            default -> {
                String word = asked();
                yield word.substring(0, 2) + word.charAt(3) + word.charAt(2) + word.substring(4);
            }
        };
    }

    private String asked() {
        int rank = rank();
        while (rank < COMMON) {
            rank = rank();
        }
        return words.get(rank);
    }

    private String text(int number) {
        return """
        ---
        title: %s
        priority: p%d
        owner: ann
        ---

        ## Problem

        %s.

        ## Plan

        %s.
        """
                .formatted(sentence(6), number % 4, sentence(WORDS / 2), sentence(WORDS / 2));
    }

    private String sentence(int length) {
        return IntStream.range(0, length).mapToObj(_ -> word()).collect(Collectors.joining(" "));
    }

    // The rank falls off as in a language: the n-th word comes about 1/n as often as the first.
    private int rank() {
        return (int) Math.pow(VOCABULARY, random.nextDouble()) - 1;
    }

    private String word() {
        return words.get(rank());
    }

    private String invented() {
        StringBuilder word = new StringBuilder();
        int syllables = 2 + random.nextInt(3);
        for (int i = 0; i < syllables; i++) {
            word.append("bcdfghklmnprstvw".charAt(random.nextInt(16)));
            word.append("aeiou".charAt(random.nextInt(5)));
        }
        return word.append("nrstl".charAt(random.nextInt(5))).toString();
    }

    /// Where a task is.
    static String path(int number) {
        return "workstreams/area-%02d/tasks/task-%d.md".formatted(number % WORKSTREAMS + 1, number);
    }

    private void put(String path, String text) throws IOException {
        Path file = folder.resolve(path);
        Files.createDirectories(file.resolveSibling("."));
        Files.writeString(file, text);
    }
}
