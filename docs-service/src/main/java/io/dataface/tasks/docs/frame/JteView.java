package io.dataface.tasks.docs.frame;

import gg.jte.output.Utf8ByteOutput;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.util.DigestUtils;
import org.springframework.web.context.request.ServletWebRequest;
import org.springframework.web.servlet.View;

/// A page made of one template: kept where it may be, else a browser that has it already gets
/// 304.
record JteView(String name, Templates templates, Frames frames) implements View {

    @Override
    public String getContentType() {
        return "text/html;charset=UTF-8";
    }

    @Override
    public void render(
            @Nullable Map<String, ?> model,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        Map<String, Object> values = new HashMap<>();
        if (model != null) {
            values.putAll(model);
        }
        values.put("frame", frames.of(request));
        Utf8ByteOutput page = templates.render(name, values);
        byte[] bytes = page.toByteArray();
        Asking asking = Asking.of(request);
        if (response.getStatus() == HttpStatus.OK.value()
                && asking != null
                && asking.takes(bytes)) {
            return;
        }
        response.setHeader(HttpHeaders.CACHE_CONTROL, KeptPage.CACHE_CONTROL);
        if (response.getStatus() == HttpStatus.OK.value()
                && new ServletWebRequest(request, response).checkNotModified(etag(bytes))) {
            return;
        }
        response.setContentType(getContentType());
        response.setContentLength(bytes.length);
        response.getOutputStream().write(bytes);
    }

    // Weak, because the container may compress what it is the tag of.
    private static String etag(byte[] bytes) {
        return "W/\"" + DigestUtils.md5DigestAsHex(bytes) + "\"";
    }
}
