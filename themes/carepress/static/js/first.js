// The reader's colours before anything is painted, the scripts after that.
{
  const scripts = document.currentScript.dataset.src.split(" ");
  try {
    document.documentElement.dataset.theme = localStorage.getItem("theme") ?? "";
  } catch {}
  const load = () =>
    scripts.splice(0).forEach((src) => document.head.append(Object.assign(document.createElement("script"), { src })));
  addEventListener("DOMContentLoaded", () => {
    setTimeout(load, 1e3);
    new PerformanceObserver(load).observe({ type: "paint", buffered: true });
  });
}
