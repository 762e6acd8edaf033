package io.dataface.tasks.docs.browse;

import io.dataface.tasks.docs.frame.Addresses;
import io.dataface.tasks.docs.plan.PlanSnapshot;
import io.dataface.tasks.docs.published.PublishedFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/// A folder of the plan's repository, as far as the plan reaches.
///
/// @param path in the repository with a slash at its end, empty for the root
/// @param plan folder of the plan in the repository with a slash at its end, or empty
/// @param files paths in the repository of all files at or below the folder
public record BrowsedFolder(String path, String plan, List<String> files) {

    public BrowsedFolder {
        files = List.copyOf(files);
    }

    /// A line of the listing.
    ///
    /// @param folder whether it is a folder, else a file
    public record Entry(String name, String href, boolean folder) {}

    static BrowsedFolder root(PlanSnapshot snapshot) {
        return snapshot.once("browse", BrowsedFolder.class, BrowsedFolder::make);
    }

    private static BrowsedFolder make(PlanSnapshot snapshot) {
        String folder = snapshot.published().folder();
        String plan = folder.isEmpty() ? "" : folder + "/";
        return new BrowsedFolder(
                "", plan, snapshot.files().stream().map(file -> plan + file.path()).toList());
    }

    /// The folder at a path with a slash at its end, nothing where no file lies in it.
    Optional<BrowsedFolder> find(String asked) {
        List<String> inside = files.stream().filter(file -> file.startsWith(asked)).toList();
        return inside.isEmpty()
                ? Optional.empty()
                : Optional.of(new BrowsedFolder(asked, plan, inside));
    }

    /// The file at a path in the repository.
    Optional<PublishedFile> findFile(PlanSnapshot snapshot, String asked) {
        return asked.startsWith(plan)
                ? snapshot.findFile(asked.substring(plan.length()))
                : Optional.empty();
    }

    /// What lies directly in it, folders first.
    public List<Entry> entries() {
        TreeSet<String> folders = new TreeSet<>();
        List<Entry> found = new ArrayList<>();
        for (String file : files) {
            String rest = file.substring(path.length());
            int slash = rest.indexOf('/');
            if (slash >= 0) {
                folders.add(rest.substring(0, slash));
            } else {
                found.add(new Entry(rest, href(file), false));
            }
        }
        List<Entry> all = new ArrayList<>();
        folders.forEach(name -> all.add(new Entry(name, href(path + name + "/"), true)));
        all.addAll(found);
        return all;
    }

    /// The folders above it, the root first.
    public List<Entry> above() {
        List<Entry> above = new ArrayList<>();
        above.add(new Entry("Files", Addresses.BROWSE, true));
        for (int at = path.indexOf('/'); at >= 0 && at < path.length() - 1; ) {
            String folder = path.substring(0, at + 1);
            above.add(new Entry(nameOf(folder), href(folder), true));
            at = path.indexOf('/', at + 1);
        }
        return above;
    }

    public String title() {
        return path.isEmpty() ? "Files" : nameOf(path);
    }

    private static String nameOf(String folder) {
        String bare = folder.substring(0, folder.length() - 1);
        return bare.substring(bare.lastIndexOf('/') + 1);
    }

    private static String href(String path) {
        return Addresses.BROWSE + Addresses.encoded(path);
    }
}
