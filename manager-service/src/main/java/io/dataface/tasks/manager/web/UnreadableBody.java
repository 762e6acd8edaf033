package io.dataface.tasks.manager.web;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.converter.HttpMessageNotReadableException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.databind.exc.InvalidFormatException;
import tools.jackson.databind.exc.MismatchedInputException;
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
                        "there is no such field; known are " + unknown.getKnownPropertyIds());
            }
            if (cause instanceof JacksonException wrong) {
                return at(wrong.getPath(), detail(wrong));
            }
        }
        return new ApiException(
                HttpStatus.BAD_REQUEST, "unreadable_body", "the request needs a JSON body");
    }

    private static String detail(JacksonException wrong) {
        return switch (wrong) {
            case StreamConstraintsException _ ->
                    "the JSON is nested too deeply, or a text or number in it is too long";
            case InvalidFormatException e ->
                    "must be %s, not %s"
                            .formatted(Wanted.of(e.getTargetType()), Wanted.shown(e.getValue()));
            case MismatchedInputException e
                    when e.getOriginalMessage().startsWith("Trailing token") ->
                    "there is something after the JSON value: send one value only";
            case MismatchedInputException e -> "must be " + Wanted.of(e.getTargetType());
            case StreamReadException e -> "this is not JSON" + where(e) + ": " + plain(e);
            default -> "this value cannot be read";
        };
    }

    private static String where(StreamReadException e) {
        var at = e.getLocation();
        return at == null || at.getLineNr() < 1
                ? ""
                : " (line %d, column %d)".formatted(at.getLineNr(), at.getColumnNr());
    }

    /// The parser's words without what it says of itself.
    private static String plain(JacksonException e) {
        String message = String.valueOf(e.getOriginalMessage());
        int aside = message.indexOf(" (");
        String first = aside < 0 ? message : message.substring(0, aside);
        return first.contains("`") ? "check its syntax" : first;
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
        String pointer = pointer(path);
        return ApiException.badRequest(
                "unreadable_body",
                pointer,
                (pointer.isEmpty() ? "the body: " : pointer + ": ") + detail);
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
