package io.dataface.tasks.manager.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.dataface.tasks.manager.testing.ManagerIntegrationTest;
import io.dataface.tasks.manager.testing.TestInstallation;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

@ManagerIntegrationTest
class RequestIntegrationTests {
    private final HttpClient http = HttpClient.newHttpClient();

    @LocalServerPort int port;

    @Test
    void healthNeedsNoToken() throws Exception {
        assertThat(send(HttpRequest.newBuilder(at("/livez"))).statusCode()).isEqualTo(200);
        assertThat(send(HttpRequest.newBuilder(at("/readyz"))).statusCode()).isEqualTo(200);
    }

    @Test
    void withoutTheTokenNothingIsSaid() throws Exception {
        var answer = send(HttpRequest.newBuilder(at("/api/v1/plans")));

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.headers().firstValue("WWW-Authenticate")).isPresent();
        assertProblem(answer, "unauthorized");
    }

    @Test
    void anUnknownAddressIsAProblem() throws Exception {
        var answer = send(authorized("/api/v1/nothing"));

        assertThat(answer.statusCode()).isEqualTo(404);
        assertProblem(answer, "not_found");
    }

    private HttpRequest.Builder authorized(String path) {
        return HttpRequest.newBuilder(at(path))
                .header("Authorization", "Bearer " + TestInstallation.TOKEN);
    }

    private HttpResponse<String> send(HttpRequest.Builder request)
            throws IOException, InterruptedException {
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private URI at(String path) {
        return URI.create("http://localhost:" + port + path);
    }

    private static void assertProblem(HttpResponse<String> answer, String code) {
        assertThat(answer.headers().firstValue("Content-Type"))
                .hasValue("application/problem+json");
        assertThat(answer.body())
                .contains("\"type\":\"urn:dataface-tasks:problem:" + code + "\"")
                .contains(
                        "\"traceId\":\""
                                + answer.headers().firstValue("X-Trace-Id").orElseThrow()
                                + "\"");
    }
}
