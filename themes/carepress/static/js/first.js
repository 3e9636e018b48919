// The reader's colours before anything is painted; after that, all that can wait.
{
  const { print, scripts } = document.currentScript.dataset;
  const later = [
    ["link", { rel: "stylesheet", media: "print", href: print }],
    ...scripts.split(" ").map((src) => ["script", { src, type: "module" }]),
  ];
  const add = ([name, values]) => document.head.append(Object.assign(document.createElement(name), values));
  const load = () => later.splice(0).forEach(add);
  try {
    document.documentElement.dataset.theme = localStorage.getItem("theme") ?? "";
  } catch {}
  addEventListener("DOMContentLoaded", () => {
    if (location.search) return load(); // somebody asks
    setTimeout(load, 1e3);
    new PerformanceObserver(load).observe({ type: "paint", buffered: true });
  });
}
