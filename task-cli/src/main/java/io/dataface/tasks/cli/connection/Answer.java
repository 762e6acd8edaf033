package io.dataface.tasks.cli.connection;

import io.dataface.tasks.cli.invocation.CliException;
import io.dataface.tasks.cli.invocation.Exit;
import io.dataface.tasks.cli.invocation.Json;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/// What the manager answered, whatever the status.
public record Answer(int status, HttpHeaders headers, byte[] body) {
    private static final String PROBLEM = "urn:dataface-tasks:problem:";

    /// Whether the status is 2xx.
    public boolean ok() {
        return status / 100 == 2;
    }

    /// The body as a value.
    public <T> T as(Class<T> type) {
        try {
            return Json.mapper().readValue(body, type);
        } catch (JacksonException e) {
            throw unreadable(e);
        }
    }

    /// The body as a value of a generic type.
    public <T> T as(TypeReference<T> type) {
        try {
            return Json.mapper().readValue(body, type);
        } catch (JacksonException e) {
            throw unreadable(e);
        }
    }

    /// The code of the problem, e.g. `idempotency_key_running`; empty where it names none.
    public String problemCode() {
        String type = problem().path("type").asString("");
        return type.substring(type.lastIndexOf(':') + 1);
    }

    /// This refusal as the error that ends the command.
    public CliException toException() {
        if (status == 404 && !problem().path("type").asString("").startsWith(PROBLEM)) {
            return new CliException(
                            Exit.UNAVAILABLE, "no_manager", "what answers there is no manager")
                    .why("it knows no such address")
                    .fix(
                            "check --manager-url (tasks config show --origin): the manager's port"
                                    + " is not that of the pages");
        }
        JsonNode problem = problem();
        String title = problem.path("title").asString("the manager answered " + status);
        String detail = problem.path("detail").asString("");
        String code = problemCode();
        var error =
                new CliException(
                        exit(),
                        code.isEmpty() ? "http_" + status : code,
                        detail.isEmpty() ? title : detail);
        return error.why(fieldErrors(problem))
                .fix(fix())
                .trace(problem.path("traceId").asString(null));
    }

    private Exit exit() {
        return switch (status) {
            case 400, 405, 406, 413, 415, 422 -> Exit.USAGE;
            case 401, 403 -> Exit.AUTH;
            case 404 -> Exit.NOT_FOUND;
            case 409, 412, 428 -> Exit.CONFLICT;
            case 408, 429, 502, 503, 504 -> Exit.UNAVAILABLE;
            default -> Exit.FAILURE;
        };
    }

    private String fix() {
        return switch (exit()) {
            case AUTH -> "check the token file (tasks config show --origin)";
            case UNAVAILABLE -> "try again in a moment, or with a longer --timeout";
            case FAILURE -> "look for the trace id in the manager's log";
            case OK, USAGE, NOT_FOUND, CONFLICT, INTERRUPTED -> "";
        };
    }

    private static String fieldErrors(JsonNode problem) {
        var lines = new StringBuilder();
        for (JsonNode error : problem.path("errors")) {
            String pointer = error.path("pointer").asString("");
            String detail = error.path("detail").asString(error.path("message").asString(""));
            lines.append(pointer).append(' ').append(detail).append('\n');
        }
        return lines.toString();
    }

    private JsonNode problem() {
        try {
            return Json.mapper().readTree(new String(body, StandardCharsets.UTF_8));
        } catch (JacksonException e) {
            return JsonNodeFactory.instance.objectNode();
        }
    }

    private static CliException unreadable(JacksonException cause) {
        return new CliException(
                        Exit.FAILURE, "bad_answer", "the manager's answer cannot be understood")
                .why(cause.getOriginalMessage())
                .fix("use a tasks command of the manager's version")
                .cause(cause);
    }
}
