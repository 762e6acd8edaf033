package io.dataface.tasks.docs.activity;

import gg.jte.Content;
import gg.jte.TemplateOutput;
import java.nio.charset.StandardCharsets;

/// Part of a page, made once and sent many times.
public final class KeptHtml implements Content {

    static final KeptHtml NOTHING = new KeptHtml(new byte[0]);

    private final byte[] bytes;

    private KeptHtml(byte[] bytes) {
        this.bytes = bytes;
    }

    static KeptHtml of(String html) {
        return new KeptHtml(html.getBytes(StandardCharsets.UTF_8));
    }

    boolean isEmpty() {
        return bytes.length == 0;
    }

    int weight() {
        return bytes.length + 1_000;
    }

    @Override
    public void writeTo(TemplateOutput output) {
        output.writeBinaryContent(bytes);
    }
}
