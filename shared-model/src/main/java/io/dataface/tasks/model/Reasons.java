package io.dataface.tasks.model;

import java.util.Set;

/// The reasons of an outcome that the manager acts on; any other text is shown as it is.
public final class Reasons {
    public static final String EXIT = "exit";
    public static final String HEALTH_CHECK = "health_check";
    public static final String NO_CHANGES = "no_changes";
    public static final String BRANCH_EXISTS = "branch_exists";
    public static final String BRANCH_MOVED = "branch_moved";
    public static final String UNCHANGED = "unchanged";
    public static final String ADOPTED = "adopted";
    public static final String REMOTE_UNREADABLE = "remote_unreadable";
    public static final String TAMPERED = "tampered";
    public static final String OPERATOR = "operator";
    public static final String WORKER_DRAINED = "worker_drained";
    public static final String LOST_CONTACT = "lost_contact";

    /// Failures that another attempt cannot mend.
    public static final Set<String> NOT_RETRIED = Set.of(NO_CHANGES, BRANCH_EXISTS, BRANCH_MOVED);

    /// Ends that are nobody's failure: queued again at once, with the attempt unchanged.
    public static final Set<String> REQUEUED = Set.of(WORKER_DRAINED, LOST_CONTACT);

    private Reasons() {}
}
