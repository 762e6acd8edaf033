package io.dataface.tasks.manager.web;

import io.dataface.tasks.manager.web.ApiException.Violation;
import io.dataface.tasks.model.worker.Results;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.http.HttpInputMessage;
import org.springframework.http.HttpStatus;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.servlet.mvc.method.annotation.RequestBodyAdviceAdapter;

/// Refuses bodies that lack what their records never are without, or that carry text which
/// cannot
/// be stored. A worker's results are only looked at for what they lack: what an agent printed
/// must
/// not keep a result out.
@RestControllerAdvice
class WholeBodies extends RequestBodyAdviceAdapter {
    /// Characters of one text, a follow-up's for instance.
    private static final int LONGEST = 100_000;

    @Override
    public boolean supports(
            MethodParameter parameter,
            Type type,
            Class<? extends HttpMessageConverter<?>> converter) {
        return parameter.getParameterType().isRecord();
    }

    @Override
    public Object afterBodyRead(
            @Nullable Object body,
            HttpInputMessage message,
            MethodParameter parameter,
            Type type,
            Class<? extends HttpMessageConverter<?>> converter) {
        if (body == null) {
            throw ApiException.badRequest(
                    "invalid_body", "", "the body is null: send a JSON object");
        }
        var found = new ArrayList<Violation>();
        int longest = body instanceof Results ? Integer.MAX_VALUE : LONGEST;
        new BodyCheck(longest, found).record((Record) body, "");
        if (!found.isEmpty()) {
            throw refusal(found);
        }
        return body;
    }

    private static ApiException refusal(List<Violation> found) {
        var first = found.getFirst();
        return new ApiException(
                        HttpStatus.BAD_REQUEST,
                        "invalid_body",
                        "%s %s".formatted(first.pointer(), first.detail()))
                .with("errors", found);
    }
}
