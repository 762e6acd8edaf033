// What makes the console live; every page reads without it.
(() => {
  const $ = (selector, root) => (root || document).querySelector(selector);
  const all = (selector, root) => (root || document).querySelectorAll(selector);
  const body = () => document.body;

  // Durations tick; the words are those of the server.
  const duration = (seconds) => {
    const s = Math.max(0, Math.floor(seconds));
    if (s < 60) return s + " s";
    if (s < 3600) return Math.floor(s / 60) + " min " + (s % 60) + " s";
    if (s < 86400) return Math.floor(s / 3600) + " h " + Math.floor((s % 3600) / 60) + " min";
    return Math.floor(s / 86400) + " d " + Math.floor((s % 86400) / 3600) + " h";
  };
  const tick = () =>
    all("[data-tick]").forEach((node) => {
      const text = duration((Date.now() - Date.parse(node.dataset.tick)) / 1000);
      if (node.textContent !== text) node.textContent = text;
    });

  // Toasts.
  const toasts = document.createElement("div");
  toasts.className = "toasts";
  toasts.setAttribute("role", "status");
  const toast = (kind, text, notes) => {
    const box = document.createElement("div");
    box.className = "toast-line " + kind;
    const icon = document.createElement("i");
    icon.className = "bi bi-" + (kind === "ok" ? "check2" : "exclamation-octagon");
    icon.setAttribute("aria-hidden", "true");
    const words = document.createElement("div");
    words.textContent = text;
    (notes || []).forEach((note) => {
      const line = document.createElement("div");
      line.className = "sub";
      line.textContent = note;
      words.append(line);
    });
    const close = document.createElement("button");
    close.type = "button";
    close.className = "copy";
    close.setAttribute("aria-label", "Dismiss");
    close.innerHTML = '<i class="bi bi-x-lg" aria-hidden="true"></i>';
    close.addEventListener("click", () => box.remove());
    box.append(icon, words, close);
    toasts.append(box);
    if (kind === "ok") setTimeout(() => box.remove(), 6000);
  };

  // A question before an action: names the object; a destructive one starts on "Keep".
  const ask = (form) =>
    new Promise((answer) => {
      const given = form.dataset;
      const dialog = document.createElement("dialog");
      dialog.className = "ask card2";
      const inner = document.createElement("form");
      inner.method = "dialog";
      const heading = document.createElement("h2");
      heading.textContent = given.confirm;
      heading.id = "ask-title";
      dialog.setAttribute("aria-labelledby", "ask-title");
      inner.append(heading);
      if (given.explain) {
        const text = document.createElement("p");
        text.className = "muted";
        text.textContent = given.explain;
        inner.append(text);
      }
      let text = null;
      if (given.ask) {
        const label = document.createElement("label");
        label.textContent = given.ask;
        text = document.createElement("textarea");
        text.className = "form-control";
        text.rows = given.askRequired ? 5 : 2;
        text.maxLength = 100000;
        text.required = Boolean(given.askRequired);
        label.append(text);
        inner.append(label);
      }
      let option = null;
      if (given.option) {
        const label = document.createElement("label");
        label.className = "choice";
        option = document.createElement("input");
        option.type = "checkbox";
        label.append(option, " " + given.option);
        inner.append(label);
      }
      const line = document.createElement("div");
      line.className = "ask-line";
      const keep = document.createElement("button");
      keep.type = "button";
      keep.className = "btn btn-plain";
      keep.textContent = given.danger ? "Keep" : "Back";
      const go = document.createElement("button");
      go.className = given.danger ? "btn btn-bad" : "btn btn-go";
      go.textContent = given.action;
      line.append(keep, go);
      inner.append(line);
      dialog.append(inner);
      document.body.append(dialog);
      let result = null;
      keep.addEventListener("click", () => dialog.close());
      inner.addEventListener("submit", () => {
        result = { text: text ? text.value : null, option: option ? option.checked : false };
      });
      if (text) {
        text.addEventListener("keydown", (event) => {
          if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) inner.requestSubmit(go);
        });
      }
      dialog.addEventListener("close", () => {
        dialog.remove();
        answer(result);
      });
      dialog.showModal();
      (given.askRequired && text ? text : given.danger ? keep : go).focus();
    });

  const newKey = () =>
    Array.from(crypto.getRandomValues(new Uint8Array(16)), (b) =>
      b.toString(16).padStart(2, "0"),
    ).join("");
  const problem = async (response) => {
    try {
      const said = await response.json();
      return said.detail || said.title || "The answer was " + response.status + ".";
    } catch {
      return "The answer was " + response.status + ".";
    }
  };
  // The key outlives a lost answer, so that pressing again has one effect.
  const act = async (form) => {
    const button = $("button", form);
    if (form.dataset.pending) return;
    const menu = form.closest("details.menu");
    let answer = { text: null, option: false };
    form.dataset.pending = "true";
    try {
      if (form.dataset.confirm) answer = await ask(form);
      if (!answer) return;
      button.disabled = true;
      button.setAttribute("aria-busy", "true");
      const fields = new URLSearchParams(new FormData(form));
      if (answer.text) fields.set(form.dataset.askAs, answer.text);
      if (answer.option) fields.set("interrupt", "true");
      form.dataset.key = form.dataset.key || newKey();
      const given = await fetch("/actions/token", { headers: { Accept: "application/json" } });
      if (!given.ok) throw new Error(await problem(given));
      const { token } = await given.json();
      const response = await fetch(form.getAttribute("action"), {
        method: "POST",
        headers: {
          Accept: "application/json",
          "X-Action-Token": token,
          "Idempotency-Key": form.dataset.key,
        },
        body: fields,
      });
      if (response.status < 500) delete form.dataset.key;
      if (!response.ok) throw new Error(await problem(response));
      const done = await response.json();
      if (form.dataset.then) {
        sessionStorage.setItem("toast", JSON.stringify(done));
        location.assign(form.dataset.then);
        return;
      }
      toast("ok", done.message, done.refused);
      if (menu) menu.open = false;
    } catch (failure) {
      toast(
        "bad",
        failure instanceof TypeError
          ? "This console does not answer. Pressing again is safe: it has one effect."
          : failure.message,
      );
    } finally {
      delete form.dataset.pending;
      button.disabled = false;
      button.removeAttribute("aria-busy");
      if (form.isConnected) button.focus({ preventScroll: true });
      changed();
    }
  };

  // Parts of the page are made anew by the server; what is open stays open.
  const changed = () => window.htmx && htmx.trigger(body(), "tasks:state");
  // A part that could not be fetched is fetched again: no later change may come.
  let retry = 0;
  const tryAgain = (event) => {
    if (event.detail.xhr && event.detail.xhr.status >= 400 && event.detail.xhr.status < 500) return;
    clearTimeout(retry);
    retry = setTimeout(changed, 2000);
  };
  const opened = new Map();
  const keepOpen = () => {
    document.addEventListener(
      "toggle",
      (event) => {
        if (event.target.id && event.isTrusted) opened.set(event.target.id, event.target.open);
      },
      true,
    );
    body().addEventListener("htmx:afterSwap", () => {
      opened.forEach((open, id) => {
        const node = document.getElementById(id);
        if (node && node.open !== open) node.open = open;
      });
      tick();
      startLog();
    });
    ["htmx:sendError", "htmx:timeout", "htmx:responseError"].forEach((failure) =>
      body().addEventListener(failure, tryAgain),
    );
    document.addEventListener("click", (event) => {
      all("details.menu[open]").forEach((menu) => {
        if (!menu.contains(event.target)) menu.open = false;
      });
    });
    document.addEventListener("keydown", (event) => {
      if (event.key !== "Escape") return;
      const menu = $("details.menu[open]");
      if (menu) {
        menu.open = false;
        $("summary", menu).focus();
      }
    });
  };

  // The log: lines that came since, follow mode, lines by address.
  let reading = false;
  let again = false;
  const MOST_LINES = 10000;
  const card = () => $(".log-card");
  const atEnd = (box) => box.scrollHeight - box.scrollTop - box.clientHeight < 24;
  const followed = (root) => $("[data-log-follow]", root).getAttribute("aria-pressed") === "true";
  const setFollow = (root, on) => {
    $("[data-log-follow]", root).setAttribute("aria-pressed", String(on));
    $("[data-log-end]", root).hidden = on || atEnd($(".log", root));
    if (on) $(".log", root).scrollTop = $(".log", root).scrollHeight;
  };
  const count = (root) => {
    const last = $(".log", root).lastElementChild;
    const n = last ? Number(last.dataset.n) : 0;
    $("[data-log-count]", root).textContent = n + (n === 1 ? " line" : " lines");
    const empty = $("[data-log-empty]", root);
    if (empty && n > 0) empty.remove();
  };
  const readLog = async () => {
    const root = card();
    if (!root || root.dataset.complete) return;
    if (reading) {
      again = true;
      return;
    }
    reading = true;
    try {
      let more = true;
      while (more && root.isConnected) {
        const at = root.dataset;
        const response = await fetch(
          at.log + "?after=" + at.next + "&line=" + at.line + "&look=" + at.look,
        );
        if (!response.ok) return;
        const html = await response.text();
        const head = (name) => response.headers.get("X-Log-" + name);
        const box = $(".log", root);
        const follow = followed(root);
        if (head("Reset") === "true") box.replaceChildren();
        const partial = $('[data-partial="true"]', box);
        if (partial && html.trim()) partial.remove();
        box.insertAdjacentHTML("beforeend", html);
        while (follow && box.childElementCount > MOST_LINES) box.firstElementChild.remove();
        at.next = head("Next");
        at.line = head("Line");
        at.look = head("Look");
        if (head("Complete") === "true") at.complete = "true";
        more = head("More") === "true";
        count(root);
        setFollow(root, follow);
      }
    } finally {
      reading = false;
      if (again) {
        again = false;
        readLog();
      }
    }
  };
  const earlier = async (root, from) => {
    const first = $(".log", root).firstElementChild;
    const until = first ? Number(first.dataset.n) : 1;
    const start = from || Math.max(1, until - 2000);
    const response = await fetch(root.dataset.log + "?from=" + start);
    if (!response.ok) return;
    const box = $(".log", root);
    const holder = document.createElement("template");
    holder.innerHTML = await response.text();
    const height = box.scrollHeight;
    if (start + 2000 < until) box.replaceChildren();
    [...holder.content.children]
      .filter((line) => start + 2000 < until || Number(line.dataset.n) < until)
      .reverse()
      .forEach((line) => box.prepend(line));
    box.scrollTop += box.scrollHeight - height;
    const note = $(".log-earlier", root);
    if (note && start === 1) note.remove();
  };
  const toLine = async (root) => {
    const wanted = /^#L(\d+)(?:-L(\d+))?$/.exec(location.hash);
    all(".log .picked", root).forEach((line) => line.classList.remove("picked"));
    if (!wanted) return;
    const from = Number(wanted[1]);
    if (!document.getElementById("L" + from)) {
      const first = $(".log", root).firstElementChild;
      if (first && from < Number(first.dataset.n)) await earlier(root, Math.max(1, from - 500));
    }
    for (let n = from; n <= Number(wanted[2] || from); n++) {
      const line = document.getElementById("L" + n);
      if (line) line.classList.add("picked");
    }
    const line = document.getElementById("L" + from);
    if (!line) return;
    setFollow(root, false);
    root.scrollIntoView({ block: "nearest" });
    const box = $(".log", root);
    box.scrollTop = line.offsetTop - box.offsetTop - box.clientHeight / 3;
  };
  const startLog = () => {
    const root = card();
    if (!root || root.dataset.started) return;
    root.dataset.started = "true";
    const box = $(".log", root);
    const wrap = $("[data-log-wrap]", root);
    const setWrap = (on) => {
      wrap.setAttribute("aria-pressed", String(on));
      box.classList.toggle("wrap", on);
    };
    setWrap(localStorage.getItem("log-wrap") === "true");
    wrap.addEventListener("click", () => {
      const on = wrap.getAttribute("aria-pressed") !== "true";
      localStorage.setItem("log-wrap", String(on));
      setWrap(on);
    });
    $("[data-log-follow]", root).addEventListener("click", () => setFollow(root, !followed(root)));
    $("[data-log-end]", root).addEventListener("click", () => setFollow(root, true));
    const before = $("[data-log-earlier]", root);
    if (before) before.addEventListener("click", () => earlier(root));
    let last = box.scrollTop;
    box.addEventListener("scroll", () => {
      if (box.scrollTop < last - 2 && !atEnd(box)) setFollow(root, false);
      else if (atEnd(box) && root.dataset.liveRun) setFollow(root, true);
      last = box.scrollTop;
    });
    box.addEventListener("click", (event) => {
      const line = event.target.closest("[data-n]");
      if (!line || event.offsetX > 48 || event.target !== line) return;
      const picked = /^#L(\d+)/.exec(location.hash);
      const n = Number(line.dataset.n);
      const range =
        event.shiftKey && picked
          ? "#L" + Math.min(n, picked[1]) + "-L" + Math.max(n, picked[1])
          : "#L" + n;
      history.replaceState(null, "", range);
      toLine(root);
    });
    box.scrollTop = box.scrollHeight;
    setFollow(root, Boolean(root.dataset.liveRun) && !location.hash.startsWith("#L"));
    toLine(root);
    readLog();
  };

  // One stream of changes for this tab, closed while nobody looks.
  let source = null;
  let since = null;
  let lost = 0;
  const mark = (kind, text) => {
    const node = document.getElementById("live");
    if (!node) return;
    node.hidden = false;
    node.dataset.kind = kind;
    if (node.textContent !== text) node.textContent = text;
  };
  const relevant = (change) => {
    if (change.resync) return true;
    const watched = [...all("[data-watch]")].map((node) => node.dataset.watch);
    const state =
      change.tasks.length > 0 || change.dispatches.length > 0 || change.workers || change.files;
    return state && (watched.includes("*") || change.files || watched.some((id) => change.tasks.includes(id)));
  };
  const told = (change) => {
    const root = card();
    if (root && (change.resync || change.logs.includes(root.dataset.run))) readLog();
    if (change.resync || change.files) htmx.trigger(body(), "tasks:files");
    if (relevant(change)) {
      changed();
      if (root) readLog();
    }
  };
  const listen = () => {
    if (source || document.hidden || !since) return;
    source = new EventSource("/events?since=" + encodeURIComponent(since));
    source.addEventListener("feed", (event) => {
      since = event.lastEventId || since;
      lost = 0;
      if (event.data === "up") mark("live", "Live");
      else mark("stale", "Stale");
    });
    source.addEventListener("change", (event) => {
      since = event.lastEventId || since;
      told(JSON.parse(event.data));
    });
    source.addEventListener("error", () => {
      lost = lost || Date.now();
      mark(Date.now() - lost > 15000 ? "stale" : "wait", Date.now() - lost > 15000 ? "Stale" : "Reconnecting");
      if (source && source.readyState === EventSource.CLOSED) {
        source = null;
        setTimeout(listen, 3000);
      }
    });
  };
  const hush = () => {
    if (source) source.close();
    source = null;
  };

  addEventListener("DOMContentLoaded", () => {
    body().append(toasts);
    const live = body().dataset.live;
    since = live ? new URL(live, location.href).searchParams.get("since") : null;
    keepOpen();
    tick();
    setInterval(tick, 1000);
    startLog();
    listen();
    document.addEventListener("visibilitychange", () => (document.hidden ? hush() : listen()));
    addEventListener("pagehide", hush);
    addEventListener("pageshow", (event) => event.persisted && listen());
    addEventListener("hashchange", () => card() && toLine(card()));
    document.addEventListener("submit", (event) => {
      if (!event.target.matches("form[data-action]")) return;
      event.preventDefault();
      act(event.target);
    });
    const kept = sessionStorage.getItem("toast");
    if (kept) {
      sessionStorage.removeItem("toast");
      const done = JSON.parse(kept);
      toast("ok", done.message, done.refused);
    }
  });
})();
