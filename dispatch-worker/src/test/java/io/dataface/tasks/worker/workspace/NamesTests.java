package io.dataface.tasks.worker.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NamesTests {
    @ParameterizedTest
    @ValueSource(strings = {"task/a-b", "main", "task/x.y_z", "a"})
    void plainBranchNamesAreTaken(String name) {
        assertThat(Names.branch(name)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "-x",
                "--upload-pack=x",
                "a..b",
                "a b",
                "a.lock",
                "a.lock/b",
                "../x",
                "a/../b",
                "/a",
                "a/",
                "a//b",
                ".a",
                "a/.b",
                "$(id)",
                "`id`",
                "a;b",
                "refs/heads/x",
                "@",
                "HEAD",
                "a\nb",
                "a~1",
                "a^",
                "a:b",
                "a?",
                "a*",
                "a[",
                "a\\b",
                "ä"
            })
    void otherBranchNamesAreRefused(String name) {
        assertThat(Names.branch(name)).isFalse();
    }

    @Test
    void namesThatLookAlikeGetFoldersOfTheirOwn() {
        assertThat(Names.folder("a/b", "a/b")).isNotEqualTo(Names.folder("a_b", "a_b"));
        assertThat(Names.folder("../../etc", "x")).doesNotContain("/").doesNotStartWith(".");
    }

    @ParameterizedTest
    @CsvSource({
        "a,b,false",
        "a,/etc/passwd,true",
        "a,../x,true",
        "d/a,../x,false",
        "d/a,../../x,true",
        "a,.git/config,true",
        "a,b/../../x,true",
        "a,.GIT/hooks,true"
    })
    void linksThatLeaveTheTreeAreTold(String path, String target, boolean leaves) {
        assertThat(Links.leavesByWords(path, target)).isEqualTo(leaves);
    }
}
