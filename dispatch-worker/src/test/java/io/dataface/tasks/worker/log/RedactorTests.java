package io.dataface.tasks.worker.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RedactorTests {
    private static final String CANARY = "canary/7f3a+91==x";

    @Test
    void aKnownValueIsFoundHoweverItIsCut() {
        var text = "before " + CANARY + " after\n";
        for (var cut = 0; cut <= text.length(); cut++) {
            assertThat(redact(text.substring(0, cut), text.substring(cut)))
                    .as("cut at %d", cut)
                    .isEqualTo("before [redacted] after\n");
        }
    }

    @Test
    void aKnownValueIsFoundByteByByte() {
        var text = "x" + CANARY + CANARY + "y";
        assertThat(redact(text.split(""))).isEqualTo("x[redacted][redacted]y");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ghp_abcdefghijklmnopqrstuvwxyz0123456789",
                "github_pat_11ABCDEFG0abcdefghijkl_mnopqrstuvwxyz",
                "sk-proj-" + "abcdefghijklmnopqrstuvwx",
                "AKIAIOSFODNN7EXAMPLE",
                "xoxb-123456789012-abcdefghij",
                "glpat-abcdefghij0123456789",
                "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.abcdefghijklmnop",
            })
    void aTokenIsFoundHoweverItIsCut(String token) {
        var text = "token=" + token + "\nnext";
        for (var cut = 0; cut <= text.length(); cut++) {
            assertThat(redact(text.substring(0, cut), text.substring(cut)))
                    .as("cut at %d", cut)
                    .isEqualTo("token=[redacted]\nnext");
        }
        assertThat(redact(text.split(""))).isEqualTo("token=[redacted]\nnext");
    }

    @Test
    void theUserPartOfAUrlIsFoundHoweverItIsCut() {
        var text = "fetch https://me:hunter22@host/x done";
        for (var cut = 0; cut <= text.length(); cut++) {
            assertThat(redact(text.substring(0, cut), text.substring(cut)))
                    .as("cut at %d", cut)
                    .isEqualTo("fetch https://[redacted]@host/x done");
        }
    }

    @Test
    void aBearerTokenIsFoundHoweverItIsCut() {
        var text = "Authorization: Bearer abcdefgh12345678.xyz\n";
        for (var cut = 0; cut <= text.length(); cut++) {
            assertThat(redact(text.substring(0, cut), text.substring(cut)))
                    .as("cut at %d", cut)
                    .isEqualTo("Authorization: Bearer [redacted]\n");
        }
    }

    @Test
    void aPrivateKeyIsFoundHoweverItIsCut() {
        var text =
                "a\n"
                        + "-----BEGIN RSA PRIVATE KEY-----\n"
                        + "MIIEabc+/=\n"
                        + "xyz\n"
                        + "-----END RSA PRIVATE KEY-----\n"
                        + "b";
        for (var cut = 0; cut <= text.length(); cut++) {
            assertThat(redact(text.substring(0, cut), text.substring(cut)))
                    .as("cut at %d", cut)
                    .isEqualTo("a\n[redacted]\nb");
        }
    }

    @Test
    void encodedFormsOfAKnownValueAreFoundToo() {
        var encoded = Base64.getEncoder().encodeToString(CANARY.getBytes(StandardCharsets.UTF_8));
        assertThat(redact("a " + encoded + " b canary%2F7f3a%2B91%3D%3Dx c"))
                .doesNotContain(encoded.substring(0, 12))
                .contains("b [redacted] c");
    }

    @Test
    void aSecretLongerThanAllThatIsHeldIsSwallowed() {
        var redactor = new Redactor(List.of());
        var out = new StringBuilder();
        var part = "sk-" + "a".repeat(10_000);
        out.append(feed(redactor, "x " + part));
        out.append(feed(redactor, "a".repeat(10_000)));
        out.append(feed(redactor, "a".repeat(10_000) + " y"));
        out.append(text(redactor.finish()));
        assertThat(out).hasToString("x [redacted] y");
    }

    @Test
    void ordinaryTextPassesAtOnceAndUnchanged() {
        var redactor = new Redactor(List.of(CANARY));
        assertThat(feed(redactor, "Compiling 12 files ... 50%"))
                .isEqualTo("Compiling 12 files ... 50%");
        assertThat(feed(redactor, "äöü \u001b[31mred\u001b[0m \u0000\n"))
                .isEqualTo("äöü \u001b[31mred\u001b[0m \u0000\n");
    }

    private static String redact(String... chunks) {
        var redactor = new Redactor(List.of(CANARY));
        var out = new StringBuilder();
        for (var chunk : chunks) {
            out.append(feed(redactor, chunk));
        }
        return out.append(text(redactor.finish())).toString();
    }

    private static String feed(Redactor redactor, String chunk) {
        var bytes = chunk.getBytes(StandardCharsets.UTF_8);
        return text(redactor.feed(bytes, bytes.length));
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
