package io.dataface.tasks.model.plan;

import io.dataface.tasks.model.plan.SourceMarks.Mark;
import io.dataface.tasks.model.plan.YamlNode.Entry;
import io.dataface.tasks.model.plan.YamlNode.Inert;
import io.dataface.tasks.model.plan.YamlNode.Mapping;
import io.dataface.tasks.model.plan.YamlNode.Scalar;
import io.dataface.tasks.model.plan.YamlNode.Sequence;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/// Builds a tree from YAML events without recursion: nesting is bounded while the text is still
/// being
/// scanned, aliases are never followed and tags never obeyed.
final class YamlReader {

    static final int MAX_DEPTH = 32;
    private static final int MAX_NODES = 50_000;

    /// What becomes of tags and aliases.
    enum Mode {
        /// They are errors.
        STRICT,
        /// They are read over.
        INERT
    }

    private final String yaml;
    private final int firstLine;
    private final Mode mode;
    private final Deque<Open> open = new ArrayDeque<>();
    private @Nullable YamlNode root;
    private int nodes;

    private YamlReader(String yaml, int firstLine, Mode mode) {
        this.yaml = yaml;
        this.firstLine = firstLine;
        this.mode = mode;
    }

    /// The one document in the text; nothing where it is empty.
    static Optional<YamlNode> read(String yaml, int firstLine, Mode mode)
            throws BrokenFileException {
        return new YamlReader(yaml, firstLine, mode).read();
    }

    private Optional<YamlNode> read() throws BrokenFileException {
        LoadSettings settings =
                LoadSettings.builder()
                        .setUseMarks(true)
                        .setParseComments(false)
                        .setCodePointLimit(SourceText.MAX_BYTES)
                        .build();
        try {
            for (Event event : new Parse(settings).parseString(yaml)) {
                accept(event);
            }
        } catch (ReaderException e) {
            throw broken(
                    position(e.getPosition()),
                    "yaml-character",
                    "The character U+%04X is not allowed in YAML.".formatted(e.getCodePoint()),
                    "Remove it, or write it as an escape in double quotes.");
        } catch (MarkedYamlEngineException e) {
            throw broken(
                    e.getProblemMark().map(this::mark).orElse(new Mark(firstLine, 1)),
                    "yaml-syntax",
                    "This is not valid YAML: " + e.getProblem() + ".",
                    hint(String.valueOf(e.getProblem())));
        } catch (YamlEngineException e) {
            throw broken(
                    new Mark(firstLine, 1),
                    "yaml-syntax",
                    "This is not valid YAML: " + e.getMessage(),
                    "Correct it, or quote the value.");
        }
        return Optional.ofNullable(root);
    }

    private void accept(Event event) throws BrokenFileException {
        Mark at = event.getStartMark().map(this::mark).orElse(new Mark(firstLine, 1));
        switch (event.getEventId()) {
            case Scalar -> scalar((ScalarEvent) event, at);
            case SequenceStart, MappingStart -> start((CollectionStartEvent) event, at);
            case SequenceEnd, MappingEnd -> add(open.pop().close());
            case Alias -> alias((AliasEvent) event, at);
            case DocumentStart -> {
                if (root != null) {
                    throw broken(
                            at,
                            "yaml-documents",
                            "A second YAML document begins here.",
                            "Keep one document and remove the line that begins the second.");
                }
            }
            case Comment, DocumentEnd, StreamEnd, StreamStart -> {}
        }
    }

    private void scalar(ScalarEvent event, Mark at) throws BrokenFileException {
        if (isInert(event, event.getTag(), at)) {
            add(new Inert(at));
            return;
        }
        int start = event.getStartMark().orElseThrow().getIndex();
        int end = event.getEndMark().orElseThrow().getIndex();
        add(new Scalar(event.getValue(), event.getScalarStyle(), start, end, at));
    }

    private void start(CollectionStartEvent event, Mark at) throws BrokenFileException {
        boolean inert = isInert(event, event.getTag(), at);
        if (open.size() >= MAX_DEPTH) {
            throw broken(
                    at,
                    "yaml-nesting",
                    "The YAML is nested deeper than " + MAX_DEPTH + " levels.",
                    "Flatten it; no field needs more than a few.");
        }
        open.push(new Open(event instanceof MappingStartEvent, event.isFlow(), inert, at));
    }

    private void alias(AliasEvent event, Mark at) throws BrokenFileException {
        if (mode == Mode.STRICT) {
            throw broken(
                    at,
                    "yaml-alias",
                    "Aliases (*" + event.getAlias() + ") are not read in front matter.",
                    "Write the value out.");
        }
        add(new Inert(at));
    }

    private boolean isInert(NodeEvent event, Optional<String> tag, Mark at)
            throws BrokenFileException {
        if (mode == Mode.INERT) {
            return tag.isPresent();
        }
        if (tag.isPresent()) {
            throw broken(
                    at,
                    "yaml-tag",
                    "Type tags are not read in front matter: " + tag.get() + ".",
                    "Remove the tag; quote the value if it begins with an exclamation mark.");
        }
        if (event.getAnchor().isPresent()) {
            throw broken(
                    at,
                    "yaml-alias",
                    "Anchors (&" + event.getAnchor().get() + ") are not read in front matter.",
                    "Remove the anchor; quote the value if it begins with an ampersand.");
        }
        return false;
    }

    private void add(YamlNode node) throws BrokenFileException {
        if (++nodes > MAX_NODES) {
            throw broken(
                    node.mark(),
                    "yaml-size",
                    "The YAML has more than " + MAX_NODES + " values.",
                    "Move data out of the plan's pages.");
        }
        Open parent = open.peek();
        if (parent == null) {
            root = node;
        } else if (parent.isMapping) {
            pair(parent, node);
        } else {
            parent.items.add(node);
        }
    }

    private void pair(Open parent, YamlNode node) throws BrokenFileException {
        if (!parent.hasKey) {
            parent.hasKey = true;
            parent.key = node instanceof Scalar key ? key : null;
            if (parent.key == null && mode == Mode.STRICT) {
                throw broken(
                        node.mark(),
                        "yaml-key",
                        "A field's name must be a plain word.",
                        "Quote a value that begins with a bracket or brace.");
            }
            return;
        }
        Scalar key = parent.key;
        parent.hasKey = false;
        parent.key = null;
        if (key == null) {
            return;
        }
        Entry earlier = parent.entries.putIfAbsent(key.value(), new Entry(key, node));
        if (earlier != null) {
            throw broken(
                    key.mark(),
                    "yaml-duplicate-key",
                    "The field \"%s\" stands on line %d already."
                            .formatted(key.value(), earlier.key().mark().line()),
                    "Keep one of the two.");
        }
    }

    private Mark mark(org.snakeyaml.engine.v2.exceptions.Mark mark) {
        return new Mark(mark.getLine() + firstLine, mark.getColumn() + 1);
    }

    private Mark position(int codePoints) {
        int index = Math.clamp(codePoints, 0, yaml.codePointCount(0, yaml.length()));
        String before = yaml.substring(0, yaml.offsetByCodePoints(0, index));
        int lines = (int) before.chars().filter(c -> c == '\n').count();
        int lineStart = before.lastIndexOf('\n') + 1;
        return new Mark(firstLine + lines, before.codePointCount(lineStart, before.length()) + 1);
    }

    private static String hint(String problem) {
        if (problem.contains("'\\t(TAB)'") || problem.contains("tab")) {
            return "Indent with spaces, not with tabs.";
        }
        if (problem.contains("mapping values are not allowed")) {
            return "Quote a value that holds a colon followed by a space.";
        }
        return "Correct the line, or put the value in double quotes.";
    }

    private static BrokenFileException broken(Mark at, String rule, String message, String fix) {
        return new BrokenFileException(at.line(), at.column(), rule, message, fix);
    }

    /// A collection whose end has not come yet.
    private static final class Open {
        final boolean isMapping;
        final boolean flow;
        final boolean inert;
        final Mark mark;
        final List<YamlNode> items = new ArrayList<>();
        final SequencedMap<String, Entry> entries = new LinkedHashMap<>();
        boolean hasKey;
        @Nullable Scalar key;

        Open(boolean isMapping, boolean flow, boolean inert, Mark mark) {
            this.isMapping = isMapping;
            this.flow = flow;
            this.inert = inert;
            this.mark = mark;
        }

        YamlNode close() {
            if (inert) {
                return new Inert(mark);
            }
            return isMapping ? new Mapping(entries, flow, mark) : new Sequence(items, mark);
        }
    }
}
