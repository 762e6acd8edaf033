package io.dataface.tasks.docs.pages;

/// What things without a title are called.
final class Titles {

    private Titles() {}

    /// What whoever wrote an address was after, in words: `pick apples` for `x/pick-apples.md`.
    static String ofAddress(String asked) {
        String bare = asked.replaceFirst("/+$", "");
        return bare.substring(bare.lastIndexOf('/') + 1)
                .replaceFirst("\\.(md|html)$", "")
                .replaceAll("[-_]+", " ")
                .strip();
    }

    /// A folder's name as a title: `Design notes` for `guidebook/design-notes/`.
    ///
    /// @param site the folder's address, with a slash at its end
    static String ofFolder(String site) {
        if (site.isEmpty()) {
            return "Plan";
        }
        String bare = site.substring(0, site.length() - 1);
        String name = bare.substring(bare.lastIndexOf('/') + 1).replaceAll("[-_]+", " ").strip();
        return name.isEmpty() ? bare : Character.toUpperCase(name.charAt(0)) + name.substring(1);
    }
}
