// Has diagrams drawn, each in a sandboxed frame; where one cannot be, its source stays.
(() => {
  const LONGEST = 50000;
  const LARGEST = 20000;
  const PATIENCE = 15000;
  const drawings = new Map();
  const isDark = () => document.documentElement.dataset.bsTheme === "dark";
  const send = (drawing) =>
    drawing.frame.contentWindow.postMessage({ source: drawing.source, dark: isDark() }, "*");

  const refuse = (drawing, why) => {
    clearTimeout(drawing.timer);
    drawings.delete(drawing.frame.contentWindow);
    drawing.picture.remove();
    drawing.details.open = true;
    const note = document.createElement("p");
    note.className = "diagram-note";
    note.textContent = "The diagram is not drawn: " + why.slice(0, 300);
    drawing.box.prepend(note);
  };

  const show = (drawing, width, height) => {
    clearTimeout(drawing.timer);
    drawing.frame.width = Math.min(Math.max(width, 20), LARGEST);
    drawing.frame.height = Math.min(Math.max(height, 20), LARGEST);
    drawing.picture.classList.add("drawn");
    drawing.details.open = false;
  };

  addEventListener("message", (event) => {
    const drawing = drawings.get(event.source);
    if (!drawing) return;
    const { ready, width, height, error } = event.data || {};
    if (ready) send(drawing);
    else if (typeof error === "string") refuse(drawing, error);
    else if (Number.isFinite(width) && Number.isFinite(height)) show(drawing, width, height);
  });

  const fold = (box) => {
    const details = document.createElement("details");
    const summary = document.createElement("summary");
    summary.textContent = "Source of the diagram";
    details.open = true;
    details.append(summary, ...box.querySelectorAll(":scope > pre"));
    box.append(details);
    return details;
  };

  const begin = (box) => {
    const source = box.querySelector("pre > code").textContent;
    const details = fold(box);
    const picture = document.createElement("div");
    picture.className = "picture";
    picture.tabIndex = 0;
    picture.setAttribute("role", "group");
    picture.setAttribute("aria-label", "Diagram");
    const frame = document.createElement("iframe");
    frame.title = "Diagram";
    frame.setAttribute("sandbox", "allow-scripts");
    frame.src = document.body.dataset.diagram;
    picture.append(frame);
    details.before(picture);
    const drawing = { box, source, details, picture, frame };
    drawings.set(frame.contentWindow, drawing);
    drawing.timer = setTimeout(() => refuse(drawing, "it takes too long."), PATIENCE);
    if (source.length > LONGEST) refuse(drawing, "its source is too long.");
  };

  addEventListener("DOMContentLoaded", () => {
    const near = new IntersectionObserver(
      (entries) =>
        entries
          .filter((entry) => entry.isIntersecting)
          .forEach((entry) => {
            near.unobserve(entry.target);
            begin(entry.target);
          }),
      { rootMargin: "400px" },
    );
    const watch = (root) =>
      root.querySelectorAll(".diagram").forEach((box) => near.observe(box));
    watch(document);
    document.addEventListener("docs:fresh", (event) => {
      drawings.forEach((drawing, target) => {
        if (!drawing.frame.isConnected) {
          clearTimeout(drawing.timer);
          drawings.delete(target);
        }
      });
      watch(event.target);
    });
    new MutationObserver(() => drawings.forEach(send)).observe(document.documentElement, {
      attributeFilter: ["data-bs-theme"],
    });
  });
})();
