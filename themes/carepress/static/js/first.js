// The reader's colours before anything is painted; after that, all that can wait.
{
  const later = document.currentScript.dataset.scripts.split(" ");
  const add = (src) => document.head.append(Object.assign(document.createElement("script"), { src, type: "module" }));
  const load = () => later.splice(0).forEach(add);
  try {
    const theme = localStorage.getItem("theme");
    if (theme === "light" || theme === "dark") document.documentElement.dataset.theme = theme;
  } catch {}
  addEventListener("DOMContentLoaded", () => {
    if (location.search) return load(); // somebody asks
    setTimeout(load, 1e3);
    new PerformanceObserver(load).observe({ type: "paint", buffered: true });
  });
}
