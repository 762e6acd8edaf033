// What keeps an open page true to the plan and the registry; every page reads without it.
(() => {
  const all = (selector, root) => [...(root || document).querySelectorAll(selector)];

  // The place of the focus, by what it is on: a part that is made anew has other elements.
  const focusIn = (root) => {
    const on = document.activeElement;
    if (!on || on === document.body || !root.contains(on)) return () => {};
    const same = (node) => node.tagName === on.tagName && node.getAttribute("href") === on.getAttribute("href");
    const id = on.id;
    const at = all(on.tagName, root).filter(same).indexOf(on);
    return (now) => {
      if (document.activeElement && document.activeElement !== document.body) return;
      const found = id ? document.getElementById(id) : all(on.tagName, now).filter(same)[at];
      if (found) found.focus({ preventScroll: true });
    };
  };

  // Chips and counts are replaced alone; a region of text only where its text has changed.
  const keyed = (root, name) => {
    const seen = new Map();
    return all("[" + name + "]", root).map((node) => {
      const key = node.getAttribute(name);
      seen.set(key, (seen.get(key) || 0) + 1);
      return [key + "#" + seen.get(key), node];
    });
  };
  const bare = (region) => {
    const copy = region.cloneNode(true);
    all("[data-fresh]", copy).forEach((node) => node.replaceChildren());
    return copy.innerHTML;
  };
  const regions = new Map();
  const parts = new Map();
  const remember = (root) => {
    keyed(root, "data-region").forEach(([key, node]) => regions.set(key, bare(node)));
    keyed(root, "data-fresh").forEach(([key, node]) => parts.set(key, node.innerHTML));
  };
  const replace = (node, by) => {
    const refocus = focusIn(node);
    node.replaceChildren(...[...by.childNodes].map((child) => document.importNode(child, true)));
    refocus(node);
    node.dispatchEvent(new CustomEvent("docs:fresh", { bubbles: true }));
  };
  const renew = (fresh) => {
    const now = new Map(keyed(fresh, "data-region"));
    keyed(document, "data-region").forEach(([key, node]) => {
      const by = now.get(key);
      if (by && bare(by) !== regions.get(key)) replace(node, by);
    });
    const then = new Map(keyed(fresh, "data-fresh"));
    keyed(document, "data-fresh").forEach(([key, node]) => {
      const by = then.get(key);
      if (by && by.innerHTML !== parts.get(key)) replace(node, by);
    });
    remember(fresh);
  };

  // At most one reading a second, the last change always read.
  let reading = false;
  let again = false;
  const read = async () => {
    if (reading) {
      again = true;
      return;
    }
    reading = true;
    try {
      const answer = await fetch(location.pathname + location.search, { headers: { Accept: "text/html" } });
      if (answer.ok) renew(new DOMParser().parseFromString(await answer.text(), "text/html"));
    } catch {
      // The bar says that the console does not answer; the next change reads again.
    }
    setTimeout(() => {
      reading = false;
      if (again) {
        again = false;
        read();
      }
    }, 1000);
  };

  // A task's title begins with its state.
  const head = () => document.getElementById("task-head");
  const named = head() && head().dataset.state ? document.title.slice(head().dataset.state.length + 3) : document.title;
  const retitle = () => {
    if (!head()) return;
    const state = head().dataset.state;
    document.title = state ? state + " · " + named : named;
  };

  const zone = document.getElementById("foot--zone");
  const showZone = () => {
    zone.textContent = window.taskTimes.local() ? "Times in local time" : "Times in UTC";
    zone.setAttribute("aria-pressed", String(window.taskTimes.local()));
  };

  const centre = () => {
    const box = document.querySelector(".graph-box");
    const current = box && box.querySelector("[aria-current]");
    if (current) box.scrollLeft = current.getBoundingClientRect().left - box.getBoundingClientRect().left - box.clientWidth / 2 + 104;
  };

  remember(document);
  addEventListener("DOMContentLoaded", () => {
    if (regions.size + parts.size > 0) document.body.addEventListener("tasks:state", read);
    // What htmx makes anew keeps the focus too.
    let refocus = () => {};
    document.body.addEventListener("htmx:beforeSwap", (event) => {
      refocus = focusIn(event.detail.target);
    });
    document.body.addEventListener("htmx:afterSettle", (event) => {
      refocus(event.target);
      retitle();
    });
    document.getElementById("foot--tools").hidden = false;
    centre();
    showZone();
    zone.addEventListener("click", () => {
      window.taskTimes.turn();
      showZone();
    });
  });
})();
