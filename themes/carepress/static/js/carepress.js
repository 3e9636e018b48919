// What a page gains where scripts run. Everything can be read without; every word comes from the page.
(() => {
  "use strict";
  const root = document.documentElement;
  const all = (selector) => [...document.querySelectorAll(selector)];
  const control = (name) => document.querySelector(`[data-do="${name}"]`);
  root.classList.add("js");

  /** The anchor a link or an address ends in; none where it cannot be decoded. */
  const anchor = ({ hash }) => {
    try {
      return decodeURIComponent(hash.slice(1));
    } catch {
      return "";
    }
  };

  /** Show a control that has no use without scripts, and say what it does. */
  const offer = (button, action) => {
    if (!button) return;
    const hidden = button.closest("[hidden]");
    if (hidden) hidden.hidden = false;
    button.addEventListener("click", action);
  };

  // Light or dark: the device's own choice until the reader makes another, which stands when the page is next opened.
  const keep = (value) => {
    try {
      localStorage.setItem("theme", value);
    } catch {
      // Storage is refused: the choice is for this page alone.
    }
  };
  const darkByDevice = matchMedia("(prefers-color-scheme: dark)");
  const theme = control("theme");
  const isDark = () => ({ light: false, dark: true })[root.dataset.theme] ?? darkByDevice.matches;
  const showTheme = () => theme?.setAttribute("aria-pressed", String(isDark()));
  darkByDevice.addEventListener("change", showTheme);
  showTheme();
  offer(theme, () => {
    root.dataset.theme = isDark() ? "light" : "dark";
    keep(root.dataset.theme);
    showTheme();
  });

  // Questions and answers: the address of a question opens its answer.
  const answers = all(".faq__item");
  const openAddressed = () => {
    const target = document.getElementById(anchor(location));
    if (target?.matches(".faq__item")) target.open = true;
  };
  addEventListener("hashchange", openAddressed);
  openAddressed();

  const toggle = control("faq");
  const words = toggle && { open: toggle.textContent, close: toggle.dataset.close };
  const allOpen = () => answers.every((answer) => answer.open);
  const showToggle = () => {
    if (toggle) toggle.textContent = allOpen() ? words.close : words.open;
  };
  answers.forEach((answer) => answer.addEventListener("toggle", showToggle));
  offer(toggle, () => {
    const open = !allOpen();
    answers.forEach((answer) => (answer.open = open));
  });

  // Paper shows every answer, in browsers whose style sheets cannot open them too.
  let closed = [];
  addEventListener("beforeprint", () => {
    closed = answers.filter((answer) => !answer.open);
    closed.forEach((answer) => (answer.open = true));
  });
  addEventListener("afterprint", () => {
    closed.forEach((answer) => (answer.open = false));
  });
  offer(control("print"), () => print());

  // Passing the page on: the device's own sheet, or a copied address.
  const share = document.querySelector(".share");
  if (share) {
    const { href: url } = new URL(share.dataset.url, location.href);
    if (navigator.share) {
      offer(control("share"), () => navigator.share({ title: document.title, url }).catch(() => {}));
    }
    const copy = control("copy");
    const say = (text) => (share.querySelector("[role=status]").textContent = text);
    if (navigator.clipboard) {
      offer(copy, () =>
        navigator.clipboard.writeText(url).then(
          () => say(copy.dataset.done),
          () => say(copy.dataset.failed),
        ),
      );
    }
  }

  // On this page: mark the section that is being read.
  const links = new Map(all(".contents a").map((link) => [anchor(link), link]));
  const sections = [...links.keys()].map((id) => document.getElementById(id)).filter(Boolean);
  if (sections.length && "IntersectionObserver" in window) {
    const visible = new Set();
    const observer = new IntersectionObserver(
      (entries) => {
        entries.forEach((entry) => visible[entry.isIntersecting ? "add" : "delete"](entry.target));
        const current = sections.find((section) => visible.has(section));
        if (!current) return;
        links.forEach((link, id) => {
          if (id === current.id) link.setAttribute("aria-current", "true");
          else link.removeAttribute("aria-current");
        });
      },
      { rootMargin: "-10% 0px -70%" },
    );
    sections.forEach((section) => observer.observe(section));
  }
})();
