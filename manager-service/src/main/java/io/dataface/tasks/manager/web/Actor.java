package io.dataface.tasks.manager.web;

/// Who asks, by the `X-Actor` header: for the record, not for rights. A controller takes it as a
/// parameter.
///
/// @param name at most 100 characters
public record Actor(String name) {
    static final String HEADER = "X-Actor";
    static final String DEFAULT = "operator";

    private static final int LONGEST = 100;

    public Actor {
        if (name.isBlank()
                || name.length() > LONGEST
                || name.chars().anyMatch(Character::isISOControl)) {
            throw ApiException.badRequest(
                    "bad_actor", "?X-Actor", "X-Actor must be a name of 1 to 100 characters");
        }
    }
}
