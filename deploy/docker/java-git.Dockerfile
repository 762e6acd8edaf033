# What the manager's image begins with: Java, and git to read plans. deploy/docker/build makes it.
ARG JAVA_IMAGE=eclipse-temurin:25-jre
FROM ${JAVA_IMAGE}

LABEL org.opencontainers.image.title="java-git" \
      org.opencontainers.image.description="Java 25 with git and ssh, the base of the manager's image" \
      org.opencontainers.image.licenses="Apache-2.0" \
      org.opencontainers.image.vendor="Dataface"

RUN apt-get update \
    && apt-get install -y --no-install-recommends ca-certificates git openssh-client \
    && rm -rf /var/lib/apt/lists/*

USER 10001:10001
STOPSIGNAL SIGTERM
ENTRYPOINT ["java", "--version"]
HEALTHCHECK NONE
