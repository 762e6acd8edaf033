package io.dataface.tasks.manager.web;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.converter.HttpMessageNotReadableException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/// Says where a body cannot be read and what would be right there.
final class UnreadableBody {

    private UnreadableBody() {}

    static ApiException explain(HttpMessageNotReadableException e) {
        // Thrown while the body was read, wherever the parser put it.
        ApiException refusal = refusal(e);
        if (refusal != null) {
            return refusal;
        }
        for (Throwable cause = e.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof UnrecognizedPropertyException unknown) {
                return at(
                        unknown.getPath(),
                        "unknown field; known are " + unknown.getKnownPropertyIds());
            }
            if (cause instanceof JacksonException wrong) {
                return at(wrong.getPath(), wrong.getOriginalMessage());
            }
        }
        return new ApiException(
                HttpStatus.BAD_REQUEST, "unreadable_body", "the request needs a JSON body");
    }

    private static @Nullable ApiException refusal(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof ApiException refusal) {
                return refusal;
            }
        }
        return null;
    }

    private static ApiException at(List<JacksonException.Reference> path, String detail) {
        return ApiException.badRequest("unreadable_body", pointer(path), detail);
    }

    private static String pointer(List<JacksonException.Reference> path) {
        var pointer = new StringBuilder();
        for (var step : path) {
            String name = step.getPropertyName();
            pointer.append('/')
                    .append(
                            name == null
                                    ? Integer.toString(step.getIndex())
                                    : name.replace("~", "~0").replace("/", "~1"));
        }
        return pointer.toString();
    }
}
