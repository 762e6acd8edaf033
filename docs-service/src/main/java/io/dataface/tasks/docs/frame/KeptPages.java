package io.dataface.tasks.docs.frame;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/// Answers with the page that was made for whoever asked before, as long as it would be the
/// same.
///
/// Pages are kept by address, exactly as asked for, and only as an answer 200 that its
/// controller lets be kept; with a query only where the controller says that it names the
/// page. While one request looks whether a page still is right, or makes it anew, those who
/// want the same wait for it.
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 3)
class KeptPages implements Filter {

    private static final Logger log = LoggerFactory.getLogger(KeptPages.class);

    private final Freshness freshness;
    private final LiveMark feed;
    private final Cache<String, KeptPage> pages;

    KeptPages(Freshness freshness, LiveMark feed, KeepSettings settings) {
        this.freshness = freshness;
        this.feed = feed;
        this.pages =
                Caffeine.newBuilder()
                        .maximumWeight(settings.bytes().toBytes())
                        .weigher(
                                (String address, KeptPage page) -> address.length() + page.weight())
                        .build();
    }

    @Override
    public void doFilter(ServletRequest any, ServletResponse answer, FilterChain chain)
            throws IOException, ServletException {
        HttpServletRequest request = (HttpServletRequest) any;
        HttpServletResponse response = (HttpServletResponse) answer;
        boolean reads = request.getMethod().equals("GET") || request.getMethod().equals("HEAD");
        if (!reads) {
            begin(request, false);
            chain.doFilter(request, response);
            return;
        }
        String address = address(request);
        KeptPage page = pages.getIfPresent(address);
        if (page != null && !freshness.holds(page.seen())) {
            page = inTurn(page, address, request, response, chain);
        } else if (page == null) {
            page = make(address, request, response, chain);
        }
        if (page != null) {
            page.send(request, response);
        }
    }

    private static String address(HttpServletRequest request) {
        String query = request.getQueryString();
        return query == null ? request.getRequestURI() : request.getRequestURI() + "?" + query;
    }

    /// The page as it is right now, null where the request is answered already.
    private @Nullable KeptPage inTurn(
            KeptPage old,
            String address,
            HttpServletRequest request,
            HttpServletResponse response,
            FilterChain chain)
            throws IOException, ServletException {
        old.turn().lock();
        try {
            KeptPage now = pages.getIfPresent(address);
            if (now != null && freshness.holds(now.seen())) {
                return now;
            }
            if (now == old) {
                return isRight(old) ? old : make(address, request, response, chain);
            }
        } finally {
            old.turn().unlock();
        }
        // Whoever had the turn could not make it, or it is old again: nobody waits twice.
        return make(address, request, response, chain);
    }

    private boolean isRight(KeptPage page) {
        try {
            return page.renew(freshness.now());
        } catch (RuntimeException e) {
            // Making the page meets the same, and tells whoever asked.
            log.debug("Page's basis not readable", e);
            return false;
        }
    }

    // Nothing is sent here that may be kept: a reader who is slow must not hold up others.
    private @Nullable KeptPage make(
            String address,
            HttpServletRequest request,
            HttpServletResponse response,
            FilterChain chain)
            throws IOException, ServletException {
        Asking asking = begin(request, request.getQueryString() == null);
        try {
            chain.doFilter(request, response);
        } finally {
            KeptPage made = asking.made();
            if (made == null) {
                pages.invalidate(address);
            } else {
                pages.put(address, made);
            }
        }
        return asking.made();
    }

    private Asking begin(HttpServletRequest request, boolean plain) {
        return new Asking(freshness.now(), feed.mark(), plain).begin(request);
    }

    /// How many bytes the kept pages take, roughly.
    long weight() {
        pages.cleanUp();
        return pages.policy().eviction().orElseThrow().weightedSize().orElse(0);
    }
}
