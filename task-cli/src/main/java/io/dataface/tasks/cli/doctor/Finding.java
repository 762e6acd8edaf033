package io.dataface.tasks.cli.doctor;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/// What one check found.
///
/// @param check what was looked at, a word or two
/// @param level how it is
/// @param found the fact, in a few words
/// @param fix what to do; empty where all is well
record Finding(String check, Level level, String found, String fix) {
    /// How well things are.
    enum Level {
        /// As it should be.
        OK,
        /// Works, with something missing.
        WARN,
        /// Something will not work.
        FAIL
    }

    static Finding ok(String check, String found) {
        return new Finding(check, Level.OK, found, "");
    }

    static Finding warn(String check, String found, String fix) {
        return new Finding(check, Level.WARN, found, fix);
    }

    static Finding fail(String check, String found, String fix) {
        return new Finding(check, Level.FAIL, found, fix);
    }

    String levelName() {
        return level.name().toLowerCase(Locale.ROOT);
    }

    Map<String, String> fields() {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("check", check);
        fields.put("level", levelName());
        fields.put("found", found);
        fields.put("fix", fix);
        return fields;
    }
}
