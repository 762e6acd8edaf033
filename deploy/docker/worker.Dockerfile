# A worker with its agents, the demo, and the tasks command. deploy/docker/build makes it; the jars
# come from `mvn package`.
ARG JAVA_IMAGE=eclipse-temurin:25-jre
ARG NODE_IMAGE=node:24-bookworm-slim

FROM ${JAVA_IMAGE} AS jars
WORKDIR /build
COPY dispatch-worker/target/dispatch-worker.jar ./
# Unpacked it starts faster, and the health check needs one library of it alone.
RUN java -Djarmode=tools -jar dispatch-worker.jar extract --destination worker \
    && cp worker/lib/shared-model-*.jar shared-model.jar

FROM ${NODE_IMAGE}
ARG CLAUDE_CODE_VERSION=2.1.330
ARG CODEX_VERSION=0.169.0
ARG VERSION=unknown
ARG REVISION=unknown

LABEL org.opencontainers.image.title="dispatch-worker" \
      org.opencontainers.image.description="Takes dispatches, runs agents in workspaces, pushes branches" \
      org.opencontainers.image.version="${VERSION}" \
      org.opencontainers.image.revision="${REVISION}" \
      org.opencontainers.image.licenses="Apache-2.0" \
      org.opencontainers.image.vendor="Dataface" \
      io.dataface.tasks.agent.claude="${CLAUDE_CODE_VERSION}" \
      io.dataface.tasks.agent.codex="${CODEX_VERSION}"

RUN apt-get update \
    && apt-get install -y --no-install-recommends \
        bubblewrap ca-certificates git openssh-client procps tini util-linux \
    && rm -rf /var/lib/apt/lists/*

RUN npm install --global --no-audit --no-fund \
        "@anthropic-ai/claude-code@${CLAUDE_CODE_VERSION}" "@openai/codex@${CODEX_VERSION}" \
    && npm cache clean --force

COPY --from=jars /opt/java/openjdk /opt/java/openjdk
COPY --from=jars /build/shared-model.jar /opt/tasks/
COPY --from=jars /build/worker /opt/tasks/worker
COPY task-cli/target/task-cli.jar /opt/tasks/cli/
COPY task-cli/target/lib /opt/tasks/cli/lib
COPY task-cli/src/main/resources/demo /opt/tasks/demo
COPY deploy/docker/demo deploy/docker/tasks /opt/tasks/bin/

# A volume takes the mode of the folder that it covers at first: whatever user a container runs as,
# it can write there.
RUN groupadd --gid 10001 tasks \
    && useradd --uid 10001 --gid 10001 --no-create-home --home-dir /tmp --shell /usr/sbin/nologin tasks \
    && install --directory --mode=1777 /var/lib/tasks /demo

# The agents are what was pinned here: none of them renews itself while it runs.
ENV PATH="/opt/tasks/bin:/opt/java/openjdk/bin:${PATH}" \
    LANG=C.UTF-8 \
    HOME=/tmp \
    DISABLE_AUTOUPDATER=1 \
    SERVER_PORT=8020 \
    TASKS_WORKER_DATA=/var/lib/tasks

USER 10001:10001
WORKDIR /var/lib/tasks
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s --retries=3 \
    CMD ["java", "-Xmx16m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-cp", "/opt/tasks/shared-model.jar", "io.dataface.tasks.model.HealthProbe", "http://127.0.0.1:8020/actuator/health"]
# Process 1 collects what agents leave behind, and passes TERM on.
ENTRYPOINT ["tini", "--", "java", "-Xmx256m", "-XX:+UseSerialGC", "-XX:+ExitOnOutOfMemoryError", "-XX:ErrorFile=/tmp/hs_err_%p.log", "-Djava.io.tmpdir=/tmp", "--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow", "-jar", "/opt/tasks/worker/dispatch-worker.jar"]
