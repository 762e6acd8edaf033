package io.dataface.tasks.docs.actions;

import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/// Puts the check before every action.
@Configuration(proxyBeanMethods = false)
class ActionsConfiguration implements WebMvcConfigurer {

    private final OwnPageCheck check;

    ActionsConfiguration(OwnPageCheck check) {
        this.check = check;
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(check).addPathPatterns("/actions/**");
    }
}
