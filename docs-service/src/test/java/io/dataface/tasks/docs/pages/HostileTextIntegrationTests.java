package io.dataface.tasks.docs.pages;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.WaitUntilState;
import io.dataface.tasks.docs.Browser;
import io.dataface.tasks.docs.PlanDatabase;
import io.dataface.tasks.docs.RunningDocs;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Texts that try to run something in the reader's browser, or in ours, shown by a real Chromium.
class HostileTextIntegrationTests {

    private static final List<String> ATTACKS =
            List.of(
                    "<script>window.hit=1;alert(1)</script>",
                    "<img src=x onerror=\"window.hit=1\">",
                    "<img src=x onerror=window.hit=1//",
                    "<svg onload=window.hit=1><script>window.hit=1</script></svg>",
                    "<svg><animate onbegin=window.hit=1 attributeName=x dur=1s></svg>",
                    "<svg><a xlink:href=\"javascript:window.hit=1\"><text y=20>x</text></a></svg>",
                    "<svg><foreignObject><iframe srcdoc=\"<script>parent.hit=1</script>\"></svg>",
                    "<svg></p><style><a id=\"</style><img src=1 onerror=window.hit=1>\">",
                    "<math><mtext><table><mglyph><style><!--</style>"
                            + "<img title=\"--&gt;&lt;img src=1 onerror=window.hit=1&gt;\">",
                    "<math><mi><table><mglyph><style><img src=x onerror=window.hit=1>",
                    "<form><math><mtext></form><form><mglyph><style></math>"
                            + "<img src onerror=window.hit=1>",
                    "<noscript><p title=\"</noscript><img src=x onerror=window.hit=1>\">",
                    "<textarea><p title=\"</textarea><img src=x onerror=window.hit=1>\">",
                    "<title><p title=\"</title><img src=x onerror=window.hit=1>\">",
                    "<style><p title=\"</style><img src=x onerror=window.hit=1>\">",
                    "<xmp><p title=\"</xmp><img src=x onerror=window.hit=1>\"></xmp>",
                    "<!--><img src=x onerror=window.hit=1>-->",
                    "<!--a--!><img src=x onerror=window.hit=1>-->",
                    "<![CDATA[<img src=x onerror=window.hit=1>]]>",
                    "<?xml ><img src=x onerror=window.hit=1>?>",
                    "<iframe src=\"javascript:parent.hit=1\"></iframe>",
                    "<iframe srcdoc=\"&lt;script&gt;parent.hit=1&lt;/script&gt;\"></iframe>",
                    "<object data=\"javascript:window.hit=1\"></object><embed src=javascript:1>",
                    "<base href=\"https://evil.example/\"><base target=_blank>",
                    "<meta http-equiv=refresh content=\"0;url=https://evil.example/\">",
                    "<link rel=stylesheet href=https://evil.example/a.css>",
                    "<link rel=prefetch href=https://evil.example/b>",
                    "<style>@import 'https://evil.example/a.css';*{color:red}</style>",
                    "<p style=\"background:url(https://evil.example/c)\">x</p>",
                    "<div onclick=window.hit=1 onmouseover=window.hit=1>x</div>",
                    "<details open ontoggle=window.hit=1>x</details>",
                    "<video src=x onerror=window.hit=1><source onerror=window.hit=1></video>",
                    "<audio src=https://evil.example/d autoplay>",
                    "<input autofocus onfocus=window.hit=1>",
                    "<select autofocus onfocus=window.hit=1><option>x</select>",
                    "<button popovertarget=x onclick=window.hit=1>x</button>",
                    "<form action=https://evil.example/ id=theme><input name=a></form>",
                    "<marquee onstart=window.hit=1>x</marquee>",
                    "<body onload=window.hit=1>",
                    "<a href=\"javascript:window.hit=1\">click</a>",
                    "<a href=\" &#14; javascript:window.hit=1\">click</a>",
                    "<a href=\"java\tscript:window.hit=1\">click</a>",
                    "[click](javascript:window.hit=1)",
                    "[click](JaVaScRiPt:window.hit=1)",
                    "[click](&#106;avascript:window.hit=1)",
                    "[click](javascript&colon;window.hit=1)",
                    "[click](<java\\\nscript:window.hit=1>)",
                    "[click](\u0001javascript:window.hit=1)",
                    "[click](vbscript:window.hit=1)",
                    "[click](data:text/html,<script>parent.hit=1</script>)",
                    "[click](data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==)",
                    "[click][x]\n\n[x]: javascript:window.hit=1 \"onclick=window.hit=1\"",
                    "[click](x \"\\\" onclick=\\\"window.hit=1\")",
                    "<javascript:window.hit=1>",
                    "![x](javascript:window.hit=1)",
                    "![x](data:image/svg+xml,<svg onload=window.hit=1>)",
                    "![x](https://evil.example/e.png \"t\")",
                    "![x](x\"onerror=\"window.hit=1)",
                    "![\"onerror=window.hit=1 x=\"](x.png)",
                    "```\"><img src=x onerror=window.hit=1>\nx\n```",
                    "```js title=\"<img src=x onerror=window.hit=1>\"\nx\n```",
                    "`<img src=x onerror=window.hit=1>`",
                    "!!! note \"<img src=x onerror=window.hit=1>\"\n"
                            + "    <script>window.hit=1</script>",
                    "??? x\" onclick=window.hit=1\n    a",
                    "a<img src=x onerror=window.hit=1>\n:   <script>window.hit=1</script>",
                    "| <img src=x onerror=window.hit=1> |\n"
                            + "| --- |\n"
                            + "| <script>window.hit=1</script> |",
                    "# <img src=x onerror=window.hit=1>\n\n## \" onclick=window.hit=1",
                    "[^\"onclick=window.hit=1]\n\n"
                            + "[^\"onclick=window.hit=1]: <script>window.hit=1</script>",
                    "<a id=theme>x</a><a id=main name=live>x</a><img name=body><form id=document>",
                    "<a id=hljs href=//evil.example>x</a><a id=htmx>x</a>",
                    "<div hx-get=/status hx-trigger=load hx-on::load=window.hit=1>x</div>",
                    "<div data-hx-get=/status data-action data-live=//evil.example>x</div>",
                    "{{''.getClass().forName('java.lang.Runtime')}} ${7*7} #{7*7} [[${7*7}]] <%="
                            + " 7*7 %>",
                    "{% for i in range(9) %}{{ i }}{% endfor %} ____int3rpr3t3r____ {{7*7}}",
                    "{{ include(\"../../../etc/passwd\") }}",
                    "{{ task(\"<img src=x onerror=window.hit=1>\") }}",
                    "{{ <img src=x onerror=window.hit=1> }}",
                    "[click]({{ extra.evil }})",
                    "{{ extra.tag }}",
                    "```mermaid\ngraph LR\n  A[\"<img src=x onerror=parent.hit=1>\"] --> B\n"
                            + "  click A \"javascript:parent.hit=1\"\n```",
                    "```mermaid\n"
                            + "%%{init: {\"securityLevel\": \"loose\", \"themeCSS\": \"*{}\"}}%%\n"
                            + "graph LR\n"
                            + "  A[\"<iframe srcdoc='<script>top.hit=1</script>'>\"]\n"
                            + "```",
                    "```mermaid\n</code></pre><script>window.hit=1</script>\n```");

    private static PlanDatabase database;
    private static RunningDocs docs;
    private static Browser browser;

    @BeforeAll
    static void start() {
        Map<String, String> files = new LinkedHashMap<>();
        files.put(
                "mkdocs.yml",
                "site_name: Orchard\nextra:\n  evil: \"javascript:window.hit=1\"\n"
                        + "  tag: \"<img src=x onerror=window.hit=1>\"\n");
        files.put("README.md", "# Home\n");
        for (int i = 0; i < ATTACKS.size(); i++) {
            files.put(page(i), "# Attack\n\nbefore\n\n" + ATTACKS.get(i) + "\n\nafter\n");
        }
        database = new PlanDatabase();
        database.loadTexts("orchard", files);
        docs = new RunningDocs(database, "orchard");
        browser = Browser.open();
    }

    @AfterAll
    static void stop() {
        if (browser != null) {
            browser.close();
        }
        docs.close();
        database.close();
    }

    @Test
    void nothingThatAnAuthorWritesRunsOrLoadsFromElsewhere() {
        List<String> found = new ArrayList<>();
        Page tab = browser.page();
        tab.onDialog(
                dialog -> {
                    found.add("dialog at " + tab.url());
                    dialog.dismiss();
                });
        tab.onPopup(popup -> found.add("popup " + popup.url()));
        tab.onRequest(
                request -> {
                    if (!request.url().startsWith(docs.url("/"))
                            && !request.url().startsWith("data:")) {
                        found.add("request for " + request.url());
                    }
                });
        for (int i = 0; i < ATTACKS.size(); i++) {
            int before = browser.errors().size();
            tab.navigate(
                    docs.url("/docs/attacks/a" + i + "/"),
                    new Page.NavigateOptions().setWaitUntil(WaitUntilState.LOAD));
            if (ATTACKS.get(i).contains("mermaid\n")) {
                tab.waitForSelector(".picture.drawn, .diagram-note");
            }
            Object hit = tab.evaluate(CLICK_EVERYTHING);
            if (!"whole".equals(hit)) {
                found.add(hit + ": " + ATTACKS.get(i));
            }
            List<String> errors = browser.errors();
            errors.subList(before, errors.size())
                    .forEach(error -> found.add(error + ": " + tab.url()));
        }

        assertThat(found).isEmpty();
    }

    /// Clicks and focuses what the text gave, and says whether the page is still ours.
    private static final String CLICK_EVERYTHING =
            """
            async () => {
              const prose = document.querySelector(".prose");
              prose.querySelectorAll("a").forEach((a) => {
                a.dispatchEvent(new MouseEvent("mouseover", { bubbles: true }));
                a.addEventListener("click", (e) => {
                  if (!a.protocol.startsWith("javascript")) e.preventDefault();
                });
                a.click();
              });
              await new Promise((done) => setTimeout(done, 30));
              if (window.hit) return "ran";
              if (document.getElementById("theme").tagName !== "BUTTON") return "clobbered";
              if (document.getElementById("main").tagName !== "MAIN") return "clobbered";
              if (prose.querySelector("script, style, svg, iframe:not([sandbox]), form, object"))
                return "element";
              if (!prose.textContent.includes("after")) return "swallowed";
              return "whole";
            }
            """;

    @Test
    void macrosEvaluateNothing() {
        for (int i = 0; i < ATTACKS.size(); i++) {
            String body = docs.get("/docs/attacks/a" + i + "/").body();
            String text = body.substring(body.indexOf("class=\"prose\""));
            String prose = text.substring(0, text.indexOf("<nav class=\"turn\""));
            assertThat(prose).as(ATTACKS.get(i)).doesNotContain("49", "root:", "java.lang.Class");
        }
    }

    @Test
    void aDiagramsFrameCanDoNothingButDraw() {
        String page = docs.get("/docs/attacks/a0/").body();
        String frame = page.replaceFirst("(?s).*data-diagram=\"([^\"]+)\".*", "$1");
        var answer = docs.get(frame);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().allValues("Content-Security-Policy"))
                .singleElement()
                .asString()
                .contains("default-src 'none'", "sandbox allow-scripts;", "frame-ancestors 'self'")
                .doesNotContain("allow-same-origin", "unsafe-eval");
        assertThat(answer.headers().allValues("X-Frame-Options")).containsExactly("SAMEORIGIN");
    }

    private static String page(int number) {
        return "attacks/a" + number + ".md";
    }
}
