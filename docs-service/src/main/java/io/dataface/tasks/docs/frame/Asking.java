package io.dataface.tasks.docs.frame;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

/// A request for something that may be a page, with what was known when it came: what is
/// read for it is read later, so that its page has at least all that happened until then.
public final class Asking {

    private static final String KEY = Asking.class.getName();

    private final Freshness.Moment moment;
    private final String mark;
    private final boolean plain;
    private boolean asAsked;
    private @Nullable Basis basis;
    private @Nullable KeptPage made;

    /// @param plain whether the address has no query
    Asking(Freshness.Moment moment, String mark, boolean plain) {
        this.moment = moment;
        this.mark = mark;
        this.plain = plain;
    }

    /// Lets the request's page be kept as long as this holds.
    public static void keepWhile(HttpServletRequest request, Basis basis) {
        Asking asking = of(request);
        if (asking != null) {
            asking.basis = basis;
        }
    }

    /// The same where the query in the address says which page is asked for.
    public static void keepAsAskedWhile(HttpServletRequest request, Basis basis) {
        Asking asking = of(request);
        if (asking != null) {
            asking.basis = basis;
            asking.asAsked = true;
        }
    }

    static @Nullable Asking of(HttpServletRequest request) {
        return request.getAttribute(KEY) instanceof Asking asking ? asking : null;
    }

    Asking begin(HttpServletRequest request) {
        request.setAttribute(KEY, this);
        return this;
    }

    /// The mark of the change feed at which the request came.
    String mark() {
        return mark;
    }

    /// Takes the page in place of sending it, where it may be kept.
    boolean takes(byte[] page) {
        if (basis == null || !(plain || asAsked)) {
            return false;
        }
        made = new KeptPage(page, basis, moment);
        return true;
    }

    @Nullable KeptPage made() {
        return made;
    }
}
