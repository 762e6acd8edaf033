package io.dataface.tasks.cli.invocation;

import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.json.JsonMapper;

/// JSON as the CLI reads and writes it; the mapper is built at first use only.
public final class Json {

    private Json() {}

    private static final class Lazy {
        static final JsonMapper MAPPER =
                JsonMapper.builder()
                        .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
                        .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                        .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                        .enable(EnumFeature.READ_UNKNOWN_ENUM_VALUES_AS_NULL)
                        .build();
    }

    /// The mapper: unknown fields and values of a newer manager are ignored.
    public static JsonMapper mapper() {
        return Lazy.MAPPER;
    }

    /// Indented text.
    public static String pretty(Object value) {
        return mapper().writerWithDefaultPrettyPrinter().writeValueAsString(value);
    }

    /// Text on one line.
    public static String compact(Object value) {
        return mapper().writeValueAsString(value);
    }
}
