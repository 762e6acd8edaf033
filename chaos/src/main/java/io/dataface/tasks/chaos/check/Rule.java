package io.dataface.tasks.chaos.check;

import java.util.List;

/// A statement that must hold whatever happened; judged on facts alone.
interface Rule {
    /// Its short name, such as `I1`.
    String name();

    /// What breaks it, one sentence each; empty where it holds.
    List<String> broken(Facts facts);
}
