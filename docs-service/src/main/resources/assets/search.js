// The search box that any page opens; without it, /search is a page.
(() => {
  const WAIT = 80; // ms after the last key
  let dialog = null;
  let asking = null;
  let timer = 0;
  let active = -1;

  const make = (tag, attributes, ...children) => {
    const node = document.createElement(tag);
    Object.entries(attributes).forEach(([name, value]) => node.setAttribute(name, value));
    node.append(...children);
    return node;
  };
  const icon = (name) => make("i", { class: "bi bi-" + name, "aria-hidden": "true" });
  const key = (name) => make("kbd", {}, name);

  const build = () => {
    const input = make("input", {
      type: "search",
      name: "q",
      class: "form-control",
      role: "combobox",
      "aria-label": "Search the plan",
      "aria-autocomplete": "list",
      "aria-expanded": "false",
      "aria-controls": "search-options",
      autocomplete: "off",
      spellcheck: "false",
      maxlength: "200",
      placeholder: "Words, a task’s id or a PR number",
    });
    const form = make("form", { action: "/search", role: "search" }, icon("search"), input);
    const results = make("div", { class: "results" });
    const said = make("div", { class: "visually-hidden", role: "status" });
    const keys = make("div", { class: "keys sub", "aria-hidden": "true" });
    keys.append(key("↑"), key("↓"), " choose ", key("Enter"), " open ", key("Esc"), " close");
    dialog = make("dialog", { class: "search-box", "aria-label": "Search" }, form, results, said, keys);
    document.body.append(dialog);
    input.addEventListener("input", () => {
      clearTimeout(timer);
      timer = setTimeout(() => ask(input.value.trim()), WAIT);
    });
    input.addEventListener("keydown", (event) => {
      if (event.key === "ArrowDown" || event.key === "ArrowUp") {
        event.preventDefault();
        choose(active + (event.key === "ArrowDown" ? 1 : -1));
      } else if (event.key === "Enter" && !event.isComposing) {
        const option = options()[active];
        if (option && option.dataset.for === input.value.trim()) {
          event.preventDefault();
          open(option);
        }
      }
    });
    form.addEventListener("submit", (event) => {
      if (input.value.trim() === "") event.preventDefault();
    });
    results.addEventListener("click", (event) => {
      if (event.target.closest("a")) dialog.close();
    });
    dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());
    dialog.addEventListener("close", () => asking && asking.abort());
  };
  const part = (selector) => dialog.querySelector(selector);
  const options = () => [...dialog.querySelectorAll("[role=option]")];
  const open = (option) => {
    dialog.close();
    location.assign(option.href);
  };

  const choose = (wanted) => {
    const all = options();
    const input = part("input");
    all.forEach((option) => option.setAttribute("aria-selected", "false"));
    active = all.length === 0 ? -1 : (wanted + all.length) % all.length;
    if (active < 0) {
      input.removeAttribute("aria-activedescendant");
      return;
    }
    all[active].setAttribute("aria-selected", "true");
    all[active].scrollIntoView({ block: "nearest" });
    input.setAttribute("aria-activedescendant", all[active].id);
  };

  const show = (html, asked) => {
    part(".results").innerHTML = html;
    const all = options();
    all.forEach((option) => (option.dataset.for = asked));
    part("input").setAttribute("aria-expanded", String(all.length > 0));
    const found = part(".all .count");
    part("[role=status]").textContent =
      asked === "" ? "" : (found ? found.textContent : "0") + " pages found";
    choose(0);
  };
  const ask = async (text) => {
    if (asking) asking.abort();
    if (text === "") {
      show("", "");
      return;
    }
    asking = new AbortController();
    try {
      const answer = await fetch("/parts/search?q=" + encodeURIComponent(text), {
        signal: asking.signal,
        headers: { Accept: "text/html" },
      });
      if (!answer.ok) throw new Error(String(answer.status));
      show(await answer.text(), text);
    } catch (failure) {
      if (failure.name === "AbortError") return;
      const note = make("p", { class: "empty" }, "The search does not answer. Enter tries again on its own page.");
      show("", "");
      part(".results").append(note);
    }
  };

  const openBox = () => {
    if (!dialog) build();
    if (dialog.open) return;
    dialog.showModal();
    part("input").select();
  };
  const typing = (target) =>
    target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName || "");
  const off = () => {
    try {
      return localStorage.getItem("keys") === "off";
    } catch {
      return false;
    }
  };

  const pressed = (event) => {
    const plain = !event.ctrlKey && !event.metaKey && !event.altKey;
    const slash = plain && ["/", "s", "f"].includes(event.key) && !typing(event.target) && !off();
    const control = (event.ctrlKey || event.metaKey) && !event.altKey && event.key.toLowerCase() === "k";
    if ((!slash && !control) || event.defaultPrevented || document.querySelector("dialog[open]")) return;
    event.preventDefault();
    openBox();
  };
  addEventListener("DOMContentLoaded", () => {
    // Behind all others: two keys in a row, like g s, may end in one of these.
    addEventListener("keydown", pressed);
    document.querySelectorAll("[data-search]").forEach((link) =>
      link.addEventListener("click", (event) => {
        if (event.ctrlKey || event.metaKey || event.shiftKey) return;
        event.preventDefault();
        openBox();
      }),
    );
    const own = document.querySelector(".search-form");
    if (own) {
      own.querySelectorAll("select").forEach((select) =>
        select.addEventListener("change", () => own.requestSubmit()),
      );
      const input = own.querySelector("input[type=search]");
      if (input.value === "") input.focus();
    }
  });
})();
