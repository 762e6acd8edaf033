package io.dataface.tasks.docs.frame;

import gg.jte.Content;
import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import gg.jte.output.Utf8ByteOutput;
import java.util.Map;
import org.springframework.stereotype.Component;

/// The compiled page templates.
@Component
public class Templates {

    private final TemplateEngine engine = TemplateEngine.createPrecompiled(ContentType.Html);

    Templates() {
        engine.setBinaryStaticContent(false);
    }

    boolean has(String name) {
        return engine.hasTemplate(name + ".jte");
    }

    /// A template's output to be set into another one.
    ///
    /// @param name the template's path below the templates' folder, without `.jte`
    public Content content(String name, Map<String, Object> values) {
        return output -> engine.render(name + ".jte", values, output);
    }

    /// A template's output as HTML text.
    ///
    /// @param name the template's path below the templates' folder, without `.jte`
    public String html(String name, Map<String, Object> values) {
        StringOutput output = new StringOutput();
        engine.render(name + ".jte", values, output);
        return output.toString();
    }

    Utf8ByteOutput render(String name, Map<String, Object> values) {
        Utf8ByteOutput output = new Utf8ByteOutput();
        engine.render(name + ".jte", values, output);
        return output;
    }
}
