package io.dataface.tasks.docs.activity;

import java.io.StringWriter;
import java.util.List;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/// Writes entries as an Atom feed (RFC 4287).
final class AtomFeed {

    private static final String EPOCH = "1970-01-01T00:00:00Z";

    private final StringWriter text = new StringWriter();
    private final XMLStreamWriter xml;
    private final String root;
    private final String plan;
    private final String site;

    private AtomFeed(String root, String plan, String site) throws XMLStreamException {
        this.xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(text);
        this.root = root;
        this.plan = plan;
        this.site = site;
    }

    /// The feed's text.
    ///
    /// @param root address of this service without a slash at its end
    /// @param site the plan's name, as people read it
    /// @param self path and query of the feed
    /// @param page path and query of the page that says the same
    static String of(
            String root, String plan, String site, String self, String page, List<Entry> entries) {
        try {
            AtomFeed feed = new AtomFeed(root, plan, site);
            feed.write(self, page, entries);
            return feed.text.toString();
        } catch (XMLStreamException e) {
            throw new IllegalStateException(e);
        }
    }

    private void write(String self, String page, List<Entry> entries) throws XMLStreamException {
        xml.writeStartDocument("UTF-8", "1.0");
        xml.writeStartElement("feed");
        xml.writeDefaultNamespace("http://www.w3.org/2005/Atom");
        element("title", "Activity · " + site);
        element("id", "urn:dataface-tasks:activity:" + plan);
        element("updated", entries.isEmpty() ? EPOCH : entries.getFirst().at().toString());
        link("self", self);
        link("alternate", page);
        for (Entry entry : entries) {
            write(entry);
        }
        xml.writeEndElement();
        xml.writeEndDocument();
    }

    private void write(Entry entry) throws XMLStreamException {
        xml.writeStartElement("entry");
        element("title", entry.chip().label() + ": " + entry.title());
        element("id", "urn:dataface-tasks:activity:" + plan + ":" + entry.id());
        element("updated", entry.at().toString());
        xml.writeStartElement("author");
        String actor = entry.actor();
        element("name", actor == null ? "Dataface Tasks" : actor);
        xml.writeEndElement();
        String href = entry.runHref() == null ? entry.href() : entry.runHref();
        link(
                "alternate",
                href == null ? "/activity?" + new Span(entry.day(), true).parameter() : href);
        element("summary", entry.note());
        xml.writeEndElement();
    }

    private void link(String rel, String href) throws XMLStreamException {
        xml.writeEmptyElement("link");
        xml.writeAttribute("rel", rel);
        xml.writeAttribute("href", href.startsWith("/") ? root + href : href);
    }

    private void element(String name, String value) throws XMLStreamException {
        xml.writeStartElement(name);
        xml.writeCharacters(valid(value));
        xml.writeEndElement();
    }

    // XML has no way to say most control characters.
    private static String valid(String value) {
        return value.codePoints()
                .map(
                        c ->
                                c < ' ' && c != '\n' && c != '\t' || c == 0xFFFE || c == 0xFFFF
                                        ? 0xFFFD
                                        : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
