package io.dataface.tasks.docs.frame;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.View;
import org.springframework.web.servlet.ViewResolver;

/// Finds the template that a controller names.
@Component
class JteViewResolver implements ViewResolver, Ordered {

    private final Templates templates;
    private final Frames frames;

    JteViewResolver(Templates templates, Frames frames) {
        this.templates = templates;
        this.frames = frames;
    }

    @Override
    public @Nullable View resolveViewName(String viewName, Locale locale) {
        return templates.has(viewName) ? new JteView(viewName, templates, frames) : null;
    }

    @Override
    public int getOrder() {
        return HIGHEST_PRECEDENCE;
    }
}
