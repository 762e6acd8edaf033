package io.dataface.tasks.model.plan;

/// Writes single front-matter fields back into a file and leaves every other byte as it is.
public final class FrontMatterEditor {

    private FrontMatterEditor() {}

    /// The file with the field's scalar replaced, or with the field as a new last line of the front
    /// matter where it is missing.
    ///
    /// @throws FrontMatterException where the file has no readable front matter, or the field's
    /// value is no plain scalar
    public static byte[] setScalar(byte[] file, String field, String value) {
        throw new UnsupportedOperationException();
    }
}
