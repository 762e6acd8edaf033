package io.dataface.tasks.manager.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.dataface.tasks.model.api.Page;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Where a list goes on: the sort key of the last row, bound to the filters it was made with.
///
/// @param limit rows a page, 1 to 500
/// @param key the last row's sort key, empty at the start
/// @param filters digest of the filters
public record PageToken(int limit, List<String> key, String filters) {
    private static final int DEFAULT_LIMIT = 50;
    private static final int GREATEST_LIMIT = 500;
    private static final int LATEST_YEAR = 9999;
    private static final char SEPARATOR = '\u001f';

    public PageToken {
        key = List.copyOf(key);
    }

    /// Reads the parameters of a request; a limit out of range is brought into it.
    ///
    /// @param parts how many parts the sort key has
    /// @param filters every filter of the list, in a fixed order
    public static PageToken of(
            @Nullable Integer limit,
            @Nullable String after,
            int parts,
            @Nullable Object... filters) {
        int rows = limit == null ? DEFAULT_LIMIT : Math.clamp(limit, 1, GREATEST_LIMIT);
        String digest = digest(Arrays.toString(filters));
        if (after == null || after.isEmpty()) {
            return new PageToken(rows, List.of(), digest);
        }
        List<String> fields = decode(after);
        if (fields.size() != parts + 1
                || !fields.getFirst().equals(digest)
                || !fields.stream().allMatch(Storable::is)) {
            throw refuse();
        }
        return new PageToken(rows, fields.subList(1, fields.size()), digest);
    }

    /// Whether the list starts at its first row.
    public boolean first() {
        return key.isEmpty();
    }

    /// A part of the key as a statement's parameter, null at the start.
    public @Nullable String part(int index) {
        return first() ? null : key.get(index);
    }

    /// A part as a time.
    public @Nullable OffsetDateTime time(int index) {
        var time = typed(index, text -> Instant.parse(text).atOffset(ZoneOffset.UTC));
        if (time != null && (time.getYear() < 0 || time.getYear() > LATEST_YEAR)) {
            throw refuse();
        }
        return time;
    }

    /// A part as an id.
    public @Nullable UUID id(int index) {
        return typed(index, UUID::fromString);
    }

    /// A part as a number.
    public @Nullable Integer number(int index) {
        return typed(index, Integer::valueOf);
    }

    private <T> @Nullable T typed(int index, Function<String, T> read) {
        String text = part(index);
        try {
            return text == null ? null : read.apply(text);
        } catch (IllegalArgumentException | DateTimeException e) {
            throw refuse();
        }
    }

    /// Cuts one row more than [#limit] to a page, and says where the next one begins.
    public <R, T> Page<T> page(
            List<R> rows, Function<R, List<String>> key, Function<List<R>, List<T>> items) {
        if (rows.size() <= limit) {
            return new Page<>(items.apply(rows), null);
        }
        List<R> cut = rows.subList(0, limit);
        return new Page<>(items.apply(cut), encode(key.apply(cut.getLast())));
    }

    private String encode(List<String> next) {
        List<String> fields = new ArrayList<>();
        fields.add(filters);
        fields.addAll(next);
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(String.join(String.valueOf(SEPARATOR), fields).getBytes(UTF_8));
    }

    private static List<String> decode(String token) {
        try {
            String text = new String(Base64.getUrlDecoder().decode(token), UTF_8);
            return List.of(text.split(String.valueOf(SEPARATOR), -1));
        } catch (IllegalArgumentException e) {
            throw refuse();
        }
    }

    private static ApiException refuse() {
        return ApiException.badRequest(
                "bad_page",
                "?after",
                "this token is not of this list with these filters; start again without 'after'");
    }

    private static String digest(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
            return HexFormat.of().formatHex(hash, 0, 6);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
