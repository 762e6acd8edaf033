// Runs before the first paint, so that no page flashes in the other theme.
(() => {
  const root = document.documentElement;
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const chosen = () => {
    try {
      const theme = localStorage.getItem("theme");
      return theme === "light" || theme === "dark" ? theme : "system";
    } catch {
      return "system";
    }
  };
  const apply = () => {
    const theme = chosen();
    root.dataset.bsTheme = theme === "system" ? (dark.matches ? "dark" : "light") : theme;
    return theme;
  };
  apply();
  root.classList.add("js");
  dark.addEventListener("change", apply);

  addEventListener("DOMContentLoaded", () => {
    const button = document.getElementById("theme");
    const icons = { system: "circle-half", light: "sun", dark: "moon" };
    const show = () => {
      const theme = apply();
      button.setAttribute("aria-label", "Theme: " + theme);
      button.title = "Theme: " + theme;
      button.firstElementChild.className = "bi bi-" + icons[theme];
    };
    button.hidden = false;
    button.addEventListener("click", () => {
      const next = { system: "light", light: "dark", dark: "system" }[chosen()];
      try {
        localStorage.setItem("theme", next);
      } catch {
        // Without storage the theme stays the system's.
      }
      show();
    });
    show();
  });
})();
