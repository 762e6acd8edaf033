package io.dataface.tasks.docs.actions;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.stereotype.Component;

/// Ties a token that only our own page can read to a browser's cookie.
///
/// The key comes from the service's token, so that pages stay usable over a restart.
@Component
class BrowserToken {

    private static final String PURPOSE = "console-action ";
    private static final SecureRandom RANDOM = new SecureRandom();

    private final ServiceToken service;

    BrowserToken(ServiceToken service) {
        this.service = service;
    }

    /// A new browser's cookie value.
    String newCookie() {
        byte[] bytes = new byte[24];
        RANDOM.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    /// The token that belongs to a cookie.
    String of(String cookie) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(bytes(service.read()), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(bytes(PURPOSE + cookie)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    boolean matches(String cookie, String token) {
        return MessageDigest.isEqual(bytes(of(cookie)), bytes(token));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
