package io.dataface.tasks.model.markdown;

import io.dataface.tasks.model.markdown.DefinitionList.Definition;
import io.dataface.tasks.model.markdown.DefinitionList.Term;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.CustomBlock;
import org.commonmark.node.Node;
import org.commonmark.node.Paragraph;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.parser.PostProcessor;

/// Gathers terms and definitions that follow one another into one list; each line of the paragraph
/// above a definition is a term.
final class DefinitionLists extends AbstractVisitor implements PostProcessor {

    @Override
    public Node process(Node document) {
        document.accept(this);
        return document;
    }

    @Override
    public void visit(CustomBlock block) {
        if (block instanceof Definition definition) {
            gather(definition);
        }
        visitChildren(block);
    }

    @Override
    public void visit(Paragraph paragraph) {
        // Nothing in a paragraph can be a definition.
    }

    private static void gather(Definition definition) {
        switch (definition.getPrevious()) {
            case DefinitionList list -> list.appendChild(definition);
            case Paragraph paragraph -> {
                DefinitionList list = listBefore(paragraph);
                addTerms(paragraph, list);
                paragraph.unlink();
                list.appendChild(definition);
            }
            case null, default -> unwrap(definition);
        }
    }

    private static DefinitionList listBefore(Paragraph paragraph) {
        if (paragraph.getPrevious() instanceof DefinitionList list) {
            return list;
        }
        DefinitionList list = new DefinitionList();
        paragraph.insertBefore(list);
        return list;
    }

    private static void addTerms(Paragraph paragraph, DefinitionList list) {
        Term term = new Term();
        while (paragraph.getFirstChild() != null) {
            Node child = paragraph.getFirstChild();
            child.unlink();
            if (child instanceof SoftLineBreak) {
                list.appendChild(term);
                term = new Term();
            } else {
                term.appendChild(child);
            }
        }
        list.appendChild(term);
    }

    // What stood for the term may turn out to be link definitions, which are no text.
    private static void unwrap(Definition definition) {
        while (definition.getFirstChild() != null) {
            definition.insertBefore(definition.getFirstChild());
        }
    }
}
