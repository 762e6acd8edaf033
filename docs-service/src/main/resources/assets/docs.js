// What makes plan pages nicer; every page reads without it.
(() => {
  const units = [["y", 31536000], ["mo", 2592000], ["d", 86400], ["h", 3600], ["min", 60]];
  const words = (seconds) => {
    const ahead = seconds < 0;
    const age = Math.abs(seconds);
    if (age < 5) return "now";
    const unit = units.find(([, size]) => age >= size) || ["s", 1];
    const text = Math.floor(age / unit[1]) + " " + unit[0];
    return ahead ? "in " + text : text + " ago";
  };
  // Exact times stand behind the relative ones, in UTC or as this browser's clock has them.
  let local = false;
  try {
    local = localStorage.getItem("zone") === "local";
  } catch {
    // Without storage they stay in UTC.
  }
  const exact = (at) => {
    if (!local) return at.toISOString().slice(0, 19).replace("T", " ") + " UTC";
    const part = new Intl.DateTimeFormat("sv-SE", { dateStyle: "short", timeStyle: "medium" });
    const shift = -at.getTimezoneOffset();
    const digits = (n) => String(Math.floor(Math.abs(n))).padStart(2, "0");
    return part.format(at) + (shift < 0 ? " -" : " +") + digits(shift / 60) + ":" + digits(shift % 60);
  };
  // Stands under its day in UTC: where it is another day here, it says which.
  const clock = (at) => {
    if (!local) return at.toISOString().slice(11, 16);
    const here = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit" }).format(at);
    if (at.getDate() === at.getUTCDate()) return here;
    return new Intl.DateTimeFormat("en-GB", { weekday: "short" }).format(at) + " " + here;
  };
  window.taskTimes = {
    local: () => local,
    turn: () => {
      local = !local;
      try {
        localStorage.setItem("zone", local ? "local" : "utc");
      } catch {
        // It holds for this page then.
      }
      tick(document);
    },
  };
  const tick = (root) => {
    root.querySelectorAll("time[datetime]").forEach((time) => {
      const at = Date.parse(time.dateTime);
      if (Number.isNaN(at)) return;
      const title = exact(new Date(at));
      if (time.title !== title) time.title = title;
      if (time.dataset.absolute === "clock") time.textContent = clock(new Date(at));
      if ("absolute" in time.dataset) return;
      const text = words((Date.now() - at) / 1000);
      if (time.textContent !== text) time.textContent = text;
    });
  };

  const copied = document.createElement("div");
  copied.className = "visually-hidden";
  copied.setAttribute("aria-live", "polite");
  const copy = async (button, text) => {
    try {
      await navigator.clipboard.writeText(text);
      copied.textContent = "Copied";
      button.classList.add("done");
      button.firstElementChild.className = "bi bi-check2";
    } catch {
      copied.textContent = "Copying is not allowed here";
    }
    setTimeout(() => {
      copied.textContent = "";
      button.classList.remove("done");
      button.firstElementChild.className = "bi bi-copy";
    }, 1500);
  };
  const copyButton = (label, text) => {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "copy";
    button.setAttribute("aria-label", label);
    button.innerHTML = '<i class="bi bi-copy" aria-hidden="true"></i>';
    button.addEventListener("click", () => copy(button, text()));
    return button;
  };
  const decorate = (root) => {
    root.querySelectorAll(".prose pre > code:not([data-ready])").forEach((code) => {
      code.dataset.ready = "";
      code.parentElement.classList.add("has-copy");
      code.parentElement.append(copyButton("Copy code", () => code.textContent));
    });
    root.querySelectorAll("[data-copy]:not([data-ready])").forEach((node) => {
      node.dataset.ready = "";
      node.append(" ", copyButton("Copy " + node.dataset.copy, () => node.textContent.trim()));
    });
  };

  const highlight = (root) => {
    const blocks = root.querySelectorAll('.prose pre > code[class*="language-"]');
    if (blocks.length === 0) return;
    const run = () =>
      blocks.forEach((code) => {
        const name = /language-([\w+#-]+)/.exec(code.className)?.[1];
        if (name && code.textContent.length < 100000 && hljs.getLanguage(name)) {
          hljs.highlightElement(code);
        }
      });
    const script = document.createElement("script");
    script.src = document.body.dataset.highlight;
    script.addEventListener("load", run);
    document.head.append(script);
  };

  // Marks where one reads in "On this page", and in the address once one has scrolled there.
  const follow = () => {
    const links = new Map();
    let current = null;
    const collect = () => {
      links.clear();
      current = null;
      document.querySelectorAll(".toc a[href^='#']:not(.to-top)").forEach((link) => {
        const target = document.getElementById(decodeURIComponent(link.hash.slice(1)));
        if (target) links.set(target, link);
      });
    };
    const mark = (scrolled) => {
      let last = null;
      for (const [heading, link] of links) {
        if (heading.getBoundingClientRect().top < 120) last = link;
      }
      if (last === current) return;
      if (current) current.removeAttribute("aria-current");
      if (last) {
        last.setAttribute("aria-current", "location");
        const box = last.closest(".rail");
        if (box && box.scrollHeight > box.clientHeight) last.scrollIntoView({ block: "nearest" });
      }
      if (scrolled && !/^#(L\d|log|plan-nav)/.test(location.hash)) {
        history.replaceState(history.state, "", last ? last.hash : location.pathname + location.search);
      }
      current = last;
    };
    collect();
    addEventListener("scroll", () => links.size > 0 && mark(true), { passive: true });
    document.body.addEventListener("docs:fresh", () => {
      collect();
      mark(false);
    });
    mark(false);
  };

  addEventListener("DOMContentLoaded", () => {
    document.body.append(copied);
    decorate(document);
    highlight(document);
    follow();
    tick(document);
    setInterval(() => tick(document), 5000);
    document.body.addEventListener("htmx:afterSettle", (event) => {
      tick(document);
      decorate(event.target);
    });
    document.body.addEventListener("docs:fresh", (event) => {
      tick(document);
      decorate(event.target);
      highlight(event.target);
    });
    const here = document.querySelector(".tree [aria-current=page]");
    if (here && here.offsetParent) here.scrollIntoView({ block: "nearest" });
  });
})();
