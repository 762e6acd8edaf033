// Stands behind the navigation, so that it is as this browser left it before it is painted.
(() => {
  const nav = document.getElementById("plan-nav");
  const read = () => {
    try {
      return JSON.parse(localStorage.getItem("nav")) || {};
    } catch {
      return {};
    }
  };
  const apply = () => {
    const kept = read();
    nav.querySelectorAll("details[data-nav]").forEach((section) => {
      const open = kept[section.dataset.nav];
      // Where one is always shows.
      if (open !== undefined) section.open = open || Boolean(section.dataset.here);
    });
  };
  nav.addEventListener("click", (event) => {
    const summary = event.target.closest("summary");
    if (!summary) return;
    const section = summary.parentElement;
    try {
      // The click itself turns it over, after this.
      localStorage.setItem("nav", JSON.stringify({ ...read(), [section.dataset.nav]: !section.open }));
    } catch {
      // Without storage each page opens as it comes.
    }
  });
  nav.addEventListener("docs:fresh", apply);
  apply();
})();
