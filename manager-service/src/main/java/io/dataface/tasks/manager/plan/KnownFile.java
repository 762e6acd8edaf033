package io.dataface.tasks.manager.plan;

import io.dataface.tasks.manager.plan.source.SourceFile;
import io.dataface.tasks.model.plan.ParsedFile;
import io.dataface.tasks.model.plan.PlanParser;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/// A file as this manager last read it.
///
/// @param parsed what its present bytes say
/// @param good its last good state, only while the present bytes do not parse
/// @param goodSought whether the registry was asked for that state
record KnownFile(
        String blob, String hash, ParsedFile parsed, @Nullable Good good, boolean goodSought) {

    /// The last state that parsed.
    @SuppressWarnings("ArrayRecordComponent")
    record Good(String blob, byte[] bytes, String hash, ParsedFile parsed) {
        static Good of(String path, String blob, byte[] bytes) {
            return new Good(blob, bytes, KnownFile.hash(bytes), PlanParser.parse(path, bytes));
        }
    }

    static KnownFile of(SourceFile file, byte[] bytes) {
        return new KnownFile(
                file.blob(), hash(bytes), PlanParser.parse(file.path(), bytes), null, false);
    }

    boolean broken() {
        return parsed.isBroken();
    }

    /// Present problems on the last page that was good.
    ParsedFile effective() {
        return good == null
                ? parsed
                : new ParsedFile(parsed.path(), good.parsed().page(), parsed.problems());
    }

    /// The hash of the text that the page was read from.
    String textHash() {
        return good == null ? hash : good.hash();
    }

    KnownFile withGood(@Nullable Good found) {
        return new KnownFile(blob, hash, parsed, found, true);
    }

    private static String hash(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
