package io.dataface.tasks.manager.web;

import org.springframework.beans.TypeMismatchException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;

/// Says which parameter is wrong and what would be right.
final class WrongParameter {
    private WrongParameter() {}

    static ApiException explain(TypeMismatchException e) {
        String name =
                e instanceof MethodArgumentTypeMismatchException argument
                        ? argument.getName()
                        : String.valueOf(e.getPropertyName());
        return ApiException.badRequest(
                "bad_request",
                "?" + name,
                "%s must be %s, not '%s'"
                        .formatted(
                                name, Wanted.of(e.getRequiredType()), Wanted.shown(e.getValue())));
    }

    static ApiException missing(String name) {
        return ApiException.badRequest(
                "bad_request", "?" + name, "the parameter %s is missing: add it".formatted(name));
    }
}
