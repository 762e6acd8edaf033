// Draws one diagram for the page around this frame. The frame has an origin of its own: nothing of
// the page, its cookies or the service can be reached from here.
(() => {
  const answer = (message) => parent.postMessage(message, "*");
  const label = (svg) => {
    if (svg.hasAttribute("aria-labelledby")) return;
    const kind = svg.getAttribute("aria-roledescription") || "";
    svg.setAttribute("aria-label", ("Diagram " + kind).trim());
  };
  const draw = async ({ source, dark }) => {
    // As the page around it, or the frame is no longer see-through.
    document.documentElement.style.colorScheme = dark ? "dark" : "light";
    mermaid.initialize({
      startOnLoad: false,
      securityLevel: "strict",
      suppressErrorRendering: true,
      htmlLabels: false,
      maxTextSize: 50000,
      theme: dark ? "dark" : "neutral",
      fontFamily: "system-ui, sans-serif",
      themeVariables: { fontSize: "14px" },
    });
    const { svg } = await mermaid.render("diagram", source);
    document.body.innerHTML = svg;
    document.body.style.margin = "0";
    const drawn = document.body.firstElementChild;
    label(drawn);
    const box = drawn.viewBox.baseVal;
    const size = box && box.width > 0 ? box : drawn.getBoundingClientRect();
    drawn.style.maxWidth = "none";
    drawn.setAttribute("width", size.width);
    drawn.setAttribute("height", size.height);
    answer({ width: Math.ceil(size.width), height: Math.ceil(size.height) });
  };
  addEventListener("message", (event) => {
    if (event.source !== parent || typeof event.data?.source !== "string") return;
    draw(event.data).catch((error) => answer({ error: String(error?.message || error).split("\n")[0] }));
  });
  answer({ ready: true });
})();
