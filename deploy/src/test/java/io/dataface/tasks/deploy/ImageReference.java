package io.dataface.tasks.deploy;

/// What may stand where an image is named.
final class ImageReference {
    private ImageReference() {}

    /// Whether it says which version is meant: a digest, or a tag that is not `latest`.
    static boolean isPinned(String reference) {
        if (reference.matches(".+@sha256:[0-9a-f]{64}")) {
            return true;
        }
        var name = reference.substring(reference.lastIndexOf('/') + 1);
        return name.matches("[^:@$]+:[A-Za-z0-9_][A-Za-z0-9._-]*") && !name.endsWith(":latest");
    }

    /// Whether it names a registry's host: where images come from is the engine's setting.
    static boolean namesHost(String reference) {
        int slash = reference.indexOf('/');
        var first = slash < 0 ? "" : reference.substring(0, slash);
        return first.contains(".") || first.contains(":") || first.equals("localhost");
    }
}
