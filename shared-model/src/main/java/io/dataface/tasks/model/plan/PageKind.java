package io.dataface.tasks.model.plan;

import java.util.List;
import java.util.Locale;

/// What a page is, told by its place in the plan.
sealed interface PageKind {

    record Site() implements PageKind {}

    record Milestone(String name) implements PageKind {}

    record Workstream(String folder) implements PageKind {}

    record Task(String workstream, String name) implements PageKind {}

    record Initiative(String workstream, String name) implements PageKind {}

    record Person(String name) implements PageKind {}

    record Role(String name) implements PageKind {}

    record Free() implements PageKind {}

    static PageKind of(String path) {
        if (path.equals("mkdocs.yml")) {
            return new Site();
        }
        List<String> parts = List.of(path.split("/", -1));
        String last = parts.getLast();
        String name = last.substring(0, last.length() - ".md".length());
        boolean index = isIndex(name);
        String top = parts.getFirst();
        if (top.equals("milestones") && parts.size() == 2 && !index) {
            return new Milestone(name);
        }
        if (top.equals("team") && parts.size() == 3 && !index) {
            return team(parts.get(1), name);
        }
        return top.equals("workstreams") ? ofWorkstream(parts, name, index) : new Free();
    }

    private static PageKind ofWorkstream(List<String> parts, String name, boolean index) {
        if (parts.size() == 3 && name.equals("index")) {
            return new Workstream(parts.get(1));
        }
        if (parts.size() == 4 && !index) {
            return below(parts, name);
        }
        boolean folder = parts.size() == 5 && parts.get(2).equals("initiatives");
        return folder && name.equals("index")
                ? new Initiative(parts.get(1), parts.get(3))
                : new Free();
    }

    private static PageKind team(String folder, String name) {
        return switch (folder) {
            case "people" -> new Person(name);
            case "roles" -> new Role(name);
            default -> new Free();
        };
    }

    private static PageKind below(List<String> parts, String name) {
        return switch (parts.get(2)) {
            case "tasks" -> new Task(parts.get(1), name);
            case "initiatives" -> new Initiative(parts.get(1), name);
            default -> new Free();
        };
    }

    private static boolean isIndex(String name) {
        String word = name.toLowerCase(Locale.ROOT);
        return word.equals("index") || word.equals("readme");
    }
}
