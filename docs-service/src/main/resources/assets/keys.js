// Keys for those who like them: off in fields, and for whoever turns them off. Those of the search
// are in search.js.
(() => {
  const places = { h: "/", s: "/status", r: "/status", p: "/docs/", a: "/activity", w: "/workers" };
  const lines = [
    ["? ", "this list"],
    ["/ , f , s , Ctrl K", "search"],
    ["n , .", "next page"],
    ["p , ,", "previous page"],
    ["j , k", "next and previous entry of a list"],
    ["o , Enter", "open the entry"],
    ["g h , g s , g p", "go home, to the status, to the plan"],
    ["g r , g a , g w", "go to the runs, the activity, the workers"],
    ["Esc", "close what is open"],
  ];
  const entries =
    ".tasks .t, .overview .t, table.rows td.t a, .files a, .related a, .run-list li > a, .done-list .t a, .hits .t, .entries .t > a:first-child";
  const on = () => {
    try {
      return localStorage.getItem("keys") !== "off";
    } catch {
      return true;
    }
  };

  const element = (name, text, into) => {
    const node = document.createElement(name);
    if (text) node.textContent = text;
    if (into) into.append(node);
    return node;
  };
  const help = () => {
    if (document.getElementById("key-help")) return;
    const before = document.activeElement;
    const dialog = element("dialog", "", document.body);
    dialog.id = "key-help";
    dialog.className = "ask card2";
    const heading = element("h2", "Keyboard", dialog);
    heading.id = "key-help-title";
    dialog.setAttribute("aria-labelledby", heading.id);
    const list = element("dl", "", dialog);
    list.className = "key-list";
    lines.forEach(([keys, what]) => {
      const term = element("dt", "", list);
      keys.split(/ ,(?= |$)/).forEach((key, i) => {
        if (i > 0) term.append(" ");
        element("kbd", key.trim(), term);
      });
      element("dd", what, list);
    });
    const label = element("label", "", dialog);
    const box = element("input", "", label);
    box.type = "checkbox";
    box.checked = on();
    label.append(" Keys work in this browser");
    box.addEventListener("change", () => {
      try {
        localStorage.setItem("keys", box.checked ? "on" : "off");
      } catch {
        box.checked = true;
      }
    });
    const row = element("div", "", dialog);
    row.className = "ask-line";
    const close = element("button", "Close", row);
    close.type = "button";
    close.className = "btn btn-plain";
    close.addEventListener("click", () => dialog.close());
    dialog.addEventListener("close", () => {
      dialog.remove();
      if (before && before.isConnected) before.focus();
    });
    dialog.showModal();
    close.focus();
  };

  const move = (step) => {
    const shown = [...document.querySelectorAll(entries)].filter((node) => node.offsetParent);
    if (shown.length === 0) return;
    const at = shown.indexOf(document.activeElement);
    const to = at < 0 ? (step > 0 ? 0 : shown.length - 1) : at + step;
    if (shown[to]) {
      shown[to].focus();
      shown[to].scrollIntoView({ block: "nearest" });
    }
  };
  const turn = (rel) => {
    const link = document.querySelector("main a[rel=" + rel + "]");
    if (link) link.click();
  };
  const open = () => {
    if (document.activeElement.matches(entries)) document.activeElement.click();
  };
  const acts = {
    "?": help,
    n: () => turn("next"),
    ".": () => turn("next"),
    p: () => turn("prev"),
    ",": () => turn("prev"),
    j: () => move(1),
    k: () => move(-1),
    o: open,
  };

  let going = 0;
  addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || !on()) return;
    const field = event.target.closest("input, textarea, select, [contenteditable]");
    // A box that was just closed has the focus until the next frame.
    if (field && field.checkVisibility()) return;
    if (document.querySelector("dialog[open]")) return;
    if (Date.now() - going < 1500 && places[event.key]) {
      going = 0;
      event.preventDefault();
      location.assign(places[event.key]);
      return;
    }
    going = 0;
    if (event.key === "g") {
      going = Date.now();
    } else if (acts[event.key]) {
      event.preventDefault();
      acts[event.key]();
    }
  });
  addEventListener("DOMContentLoaded", () => document.getElementById("foot--keys").addEventListener("click", help));
})();
