package io.dataface.tasks.manager.web;

import java.io.IOException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;

/// Reports what Tomcat refuses before any filter sees it, such as a malformed request line.
public class RefusedRequest extends ErrorReportValve {

    @Override
    protected void report(Request request, Response response, @Nullable Throwable cause) {
        if (response.getStatus() < 400
                || response.getContentWritten() > 0
                || !response.setErrorReported()) {
            return;
        }
        String trace = Trace.of(request);
        HttpStatusCode status = HttpStatusCode.valueOf(response.getStatus());
        try {
            response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
            response.setHeader("X-Trace-Id", trace);
            // Nothing of the request is repeated: it may not even be text.
            response.getReporter()
                    .write(
                            """
                            {"type":"urn:dataface-tasks:problem:%s","title":"Refused","status":%d,\
                            "detail":"the request is not well-formed HTTP, or too large","traceId":"%s"}\
                            """
                                    .formatted(Problems.code(status), status.value(), trace));
            response.finishResponse();
        } catch (IOException | IllegalStateException e) {
            // The caller has gone; there is nobody to tell.
        }
    }
}
