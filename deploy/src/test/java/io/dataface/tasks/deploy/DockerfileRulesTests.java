package io.dataface.tasks.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DockerfileRulesTests {
    private static final String GOOD =
            """
            ARG BASE=debian:12.11-slim
            FROM ${BASE} AS made
            RUN apt-get update \\
                # why this one
                && apt-get install -y --no-install-recommends git \\
                && rm -rf /var/lib/apt/lists/*
            FROM node:24
            ARG TOOL_VERSION=1.2.3
            LABEL title="x"
            RUN npm install --global "@some/tool@${TOOL_VERSION}" && npm cache clean --force
            COPY --from=made /usr/bin/git /usr/bin/git
            USER 10001:10001
            STOPSIGNAL SIGTERM
            HEALTHCHECK --interval=5s CMD ["true"]
            ENTRYPOINT ["git"]
            """;

    @ParameterizedTest
    @ValueSource(strings = {"worker", "java-git"})
    void ourDockerfilesKeepTheRules(String name) {
        var file = Dockerfile.parse(Project.text("deploy/docker/" + name + ".Dockerfile"));
        assertThat(DockerfileRules.problems(file)).isEmpty();
    }

    @Test
    void aGoodDockerfileHasNoProblems() {
        assertThat(DockerfileRules.problems(Dockerfile.parse(GOOD))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    BASE_PINNED       | FROM node:24                | FROM node
                    BASE_PINNED       | FROM node:24                | FROM node:latest
                    BASE_PINNED       | ARG BASE=debian:12.11-slim  | ARG BASE
                    BASE_WITHOUT_HOST | FROM node:24                | FROM registry.example.org/node:24
                    BASE_WITHOUT_HOST | FROM node:24                | FROM localhost:5000/node:24
                    APT_TIDY          | --no-install-recommends     | --quiet
                    APT_TIDY          | && rm -rf /var/lib/apt/lists/* | && true
                    APT_TIDY          | apt-get update              | apt-get upgrade -y
                    APT_TIDY          | apt-get install -y          | apt install -y
                    NPM_PINNED        | @some/tool@${TOOL_VERSION}  | @some/tool
                    NPM_PINNED        | TOOL_VERSION=1.2.3          | TOOL_VERSION=next
                    NPM_PINNED        | TOOL_VERSION=1.2.3          | TOOL_VERSION
                    USER_NOT_ROOT     | USER 10001:10001            | USER 0:0
                    USER_NOT_ROOT     | USER 10001:10001            | USER node
                    USER_NOT_ROOT     | STOPSIGNAL SIGTERM          | USER root
                    USER_NOT_ROOT     | STOPSIGNAL SIGTERM          | RUN true
                    EXEC_FORM         | ENTRYPOINT ["git"]          | ENTRYPOINT git
                    EXEC_FORM         | CMD ["true"]                | CMD true
                    COMPLETE          | STOPSIGNAL SIGTERM          | EXPOSE 80
                    COMPLETE          | ENTRYPOINT ["git"]          | CMD ["git"]
                    COMPLETE          | LABEL title="x"             | ENV TITLE=x
                    COPY_NAMED        | COPY --from=made /usr/bin/git | ADD git.tar
                    COPY_NAMED        | COPY --from=made /usr/bin/git /usr/bin/git | COPY . /app
                    COPY_NAMED        | COPY --from=made /usr/bin/git /usr/bin/git | COPY --chown=1:1 ./ /app
                    NOTHING_FETCHED   | && npm cache clean --force  | && curl -fsS example.org
                    NOTHING_FETCHED   | && npm cache clean --force  | && sudo true
                    NO_SECRETS        | LABEL title="x"             | ENV API_TOKEN=x
                    NO_SECRETS        | ARG TOOL_VERSION=1.2.3      | ARG TOOL_VERSION=1.2.3 DB_PASSWORD
                    """)
    void aPlantedViolationIsFound(String rule, String good, String bad) {
        assertThat(GOOD).contains(good);
        var found = DockerfileRules.problems(Dockerfile.parse(GOOD.replace(good, bad)));
        assertThat(found).anyMatch(problem -> problem.contains(rule));
    }

    @Test
    void everyRuleIsListedForPeople() {
        var page = Project.text("docs/containers.md");
        assertThat(Arrays.stream(DockerfileRules.values()).map(Enum::name))
                .allSatisfy(rule -> assertThat(page).contains("`" + rule + "`"));
    }

    @Test
    void aProblemSaysWhere() {
        var problems = DockerfileRules.problems(Dockerfile.parse(GOOD.replace("node:24", "node")));
        assertThat(problems.stream().collect(Collectors.joining("\n")))
                .isEqualTo("line 7: BASE_PINNED: FROM node");
    }
}
