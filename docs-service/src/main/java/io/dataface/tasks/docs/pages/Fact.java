package io.dataface.tasks.docs.pages;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A line of a head: a name and what is known.
///
/// @param mono whether it is an identifier, shown in fixed width and copyable
public record Fact(String name, List<Part> parts, boolean mono) {

    public Fact {
        parts = List.copyOf(parts);
    }

    /// A piece of the value.
    ///
    /// @param href null where it leads nowhere
    public record Part(String text, @Nullable String href) {}

    static Fact text(String name, String text) {
        return link(name, text, null);
    }

    static Fact link(String name, String text, @Nullable String href) {
        return new Fact(name, List.of(new Part(text, href)), false);
    }

    static Fact code(String name, String text) {
        return new Fact(name, List.of(new Part(text, null)), true);
    }

    /// Several links, with commas between them.
    static Fact links(String name, List<Part> links) {
        List<Part> parts = new ArrayList<>();
        for (Part link : links) {
            if (!parts.isEmpty()) {
                parts.add(new Part(", ", null));
            }
            parts.add(link);
        }
        return new Fact(name, parts, false);
    }

    static Fact owner(String name, OwnerView owner) {
        List<Part> parts = new ArrayList<>();
        parts.add(new Part(owner.title(), owner.href()));
        if (owner.person() != null) {
            parts.add(new Part(" → ", null));
            parts.add(new Part(owner.person(), owner.personHref()));
        }
        if (owner.problem() != null) {
            parts.add(new Part(" (" + owner.problem() + ")", null));
        }
        return new Fact(name, parts, false);
    }
}
