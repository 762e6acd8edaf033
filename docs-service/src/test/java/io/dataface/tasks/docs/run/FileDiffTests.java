package io.dataface.tasks.docs.run;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FileDiffTests {

    static final String DIFF =
            """
            diff --git a/src/Ports.java b/src/Ports.java
            index 1..2 100644
            --- a/src/Ports.java
            +++ b/src/Ports.java
            @@ -1,3 +1,4 @@
             class Ports {
            -    int first = 8100;
            +    int first = 8200;
            +    // <script>alert(1)</script>
            --- a line that was "-- a line"
            diff --git a/gone.txt b/gone.txt
            deleted file mode 100644
            --- a/gone.txt
            +++ /dev/null
            @@ -1 +0,0 @@
            -bye
            """;

    @Test
    void eachFileHasItsOwnLinesAndCounts() {
        var files = FileDiff.parse(DIFF, 100);
        assertThat(files)
                .extracting(FileDiff::path, FileDiff::insertions, FileDiff::deletions)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("src/Ports.java", 2, 2),
                        org.assertj.core.groups.Tuple.tuple("gone.txt", 0, 1));
    }

    @Test
    void noMoreLinesThanWantedAreKept() {
        assertThat(FileDiff.parse(DIFF, 3)).flatExtracting(FileDiff::lines).hasSize(3);
    }
}
