package io.dataface.tasks.docs.frame;

import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// Who may ask.
///
/// @param hosts names in a request's Host header that are answered besides the local ones
@ConfigurationProperties("tasks.docs")
record FrameSettings(@DefaultValue List<String> hosts) {}
