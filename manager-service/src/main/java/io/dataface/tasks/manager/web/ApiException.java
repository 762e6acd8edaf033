package io.dataface.tasks.manager.web;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.http.HttpStatus;

/// An answer that refuses a request; becomes a problem detail.
public final class ApiException extends RuntimeException {
    private final HttpStatus status;
    private final String code;
    private final transient Map<String, Object> properties = new LinkedHashMap<>();

    /// One wrong place in a request.
    ///
    /// @param pointer JSON pointer into the body, or `?name` for a parameter
    public record Violation(String pointer, String detail) {}

    /// @param code stable word, the end of the problem's `type`
    /// @param detail what is wrong and what to do
    public ApiException(HttpStatus status, String code, String detail) {
        super(detail);
        this.status = status;
        this.code = code;
    }

    /// 404: there is no such thing.
    public static ApiException notFound(String code, String detail) {
        return new ApiException(HttpStatus.NOT_FOUND, code, detail);
    }

    /// 409: illegal in the present state, which the detail names.
    public static ApiException conflict(String code, String detail) {
        return new ApiException(HttpStatus.CONFLICT, code, detail);
    }

    /// 422: understood but wrong.
    public static ApiException unprocessable(String code, String detail) {
        return new ApiException(HttpStatus.UNPROCESSABLE_CONTENT, code, detail);
    }

    /// 400: one parameter or field makes no sense.
    ///
    /// @param pointer JSON pointer into the body, or `?name` for a parameter
    public static ApiException badRequest(String code, String pointer, String detail) {
        return new ApiException(HttpStatus.BAD_REQUEST, code, detail)
                .with("errors", List.of(new Violation(pointer, detail)));
    }

    /// Adds a member to the problem.
    public ApiException with(String name, Object value) {
        properties.put(name, value);
        return this;
    }

    HttpStatus status() {
        return status;
    }

    /// Stable word, the end of the problem's `type`.
    public String code() {
        return code;
    }

    String detail() {
        return String.valueOf(getMessage());
    }

    Map<String, Object> properties() {
        return properties;
    }
}
