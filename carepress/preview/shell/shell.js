// The shell around a page: says what is wrong with its file, and shows the page anew when that has changed.

const at = (id) => document.getElementById(id);
const page = at("page");

let shown = ""; // the digest of what stands in the frame
let place = null; // where to put the reader back after the frame was loaded anew
let asked = 0;
let told = ""; // the faults that are shown

const WORDS = {
  error: "Must be mended",
  warning: "Mend before it goes public",
  note: "Advice",
};
const WAITING = {
  error: "Mend before you publish it",
  warning: "Mend before you publish it",
  note: "Advice",
};
const STATUS = {
  draft: "Draft: readers do not get this page. To publish it, write status: published.",
  hidden: "Hidden: readers get this page only by its address.",
  "held back": "Held back: its review is too long ago for this site.",
};
const MISSING = "There is no page at this address";
const NO_SEARCH = "A preview has no search. Find an article in the box above.";

function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
}

// ── The frame ──────────────────────────────────────────────────────────────────────────────────────────────────

function inside() {
  try {
    return page.contentWindow.location.href ? page.contentWindow.location : null;
  } catch {
    return null; // somebody followed a link to another site
  }
}

function remember() {
  const view = page.contentWindow;
  const named = [...view.document.querySelectorAll("[id]")].filter((each) => each.getClientRects().length);
  const above = named.filter((each) => each.getBoundingClientRect().top <= 80).pop();
  return {
    address: view.location.pathname,
    scroll: view.scrollY,
    id: above?.id,
    offset: above?.getBoundingClientRect().top,
    open: [...view.document.querySelectorAll("details")].map((each) => each.open),
  };
}

function putBack({ address, scroll, id, offset, open }) {
  const view = page.contentWindow;
  if (view.location.pathname !== address) return;
  view.document.querySelectorAll("details").forEach((each, index) => {
    if (open[index] !== undefined) each.open = open[index];
  });
  const known = id && view.document.getElementById(id);
  const top = known ? view.scrollY + known.getBoundingClientRect().top - offset : scroll;
  view.scrollTo({ top, behavior: "instant" });
}

function showAnew() {
  const view = page.contentWindow;
  place = remember();
  view.history.scrollRestoration = "manual";
  view.location.reload();
}

page.addEventListener("load", () => {
  const location = inside();
  if (location === null || location.href === "about:blank") return;
  if (place) putBack(place);
  place = null;
  const [entry] = page.contentWindow.performance.getEntriesByType("navigation");
  shown = entry?.serverTiming?.find((each) => each.name === "page")?.description ?? "";
  document.title = `Preview: ${page.contentDocument.title}`;
  explainSearch(page.contentDocument.querySelector(".search"));
  // Other sites would not want to stand in a frame.
  page.contentDocument.addEventListener("click", (event) => {
    const link = event.target.closest("a[href^=http]");
    if (!link || link.origin === window.location.origin) return;
    event.preventDefault();
    window.open(link.href, "_blank", "noopener");
  });
  if (location.href !== window.location.href) history.replaceState(null, "", location.href);
  refresh();
});

// The index is made by a build: here the page must not blame the browser, before or after it has tried.
function explainSearch(search) {
  if (!search) return;
  const status = search.querySelector("[role=status]");
  if (status?.textContent === search.dataset.failed) status.textContent = NO_SEARCH;
  search.dataset.failed = NO_SEARCH;
}

// ── What is said beside it ─────────────────────────────────────────────────────────────────────────────────────

async function refresh() {
  const location = inside();
  if (location === null) return;
  const mine = ++asked;
  let state;
  try {
    const answer = await fetch(`/_preview/state?address=${encodeURIComponent(location.pathname)}`);
    if (!answer.ok) {
      say(at("trouble"), await answer.text());
      return;
    }
    state = await answer.json();
  } catch {
    return; // the stream of events says that the server has gone
  }
  if (mine !== asked) return;
  tell(state);
  if (shown && state.digest !== shown) {
    shown = state.digest;
    showAnew();
  }
}

function tell(state) {
  at("site").textContent = state.site;
  at("again").textContent = state.again;
  const summary = state.path ? state.summary || "No faults" : state.missing ? MISSING : "A page made from many files";
  const before = at("summary").textContent;
  at("summary").textContent = summary;
  if (before !== summary && before !== "Loading …") at("news").textContent = summary;
  at("file").replaceChildren(...(state.path ? [element("a", { href: state.open }, state.path)] : []));
  say(at("status"), STATUS[state.status]);
  at("counts").hidden = !state.counts.length;
  at("counts").replaceChildren(...coded(state.counts.map((each) => `${capital(each)}.`).join(" ")));
  say(at("trouble"), state.trouble);
  say(
    at("outdated"),
    state.outdated
      ? `This is the page as it last could be shown. ${state.problem || "Mend what is named beside it."}`
      : state.problem,
  );
  faults(state.faults);
  saved(state.saved);
  others(state.others);
}

function faults(found) {
  const now = JSON.stringify(found);
  if (now === told) return; // what somebody has opened stays open
  told = now;
  at("faults").replaceChildren(...found.map(fault));
}

function say(where, words) {
  where.hidden = !words;
  where.textContent = words ?? "";
}

function fault(each) {
  const where = each.line ? `Line ${each.line}` : "Whole file";
  const name = `${each.code} ${each.slug}`;
  const made = element(
    "li",
    { class: `fault fault-${each.severity}` },
    element(
      "header",
      {},
      element("span", { class: "fault-kind" }, (each.waits ? WAITING : WORDS)[each.severity]),
      element("a", { href: each.open, title: "Open in your editor" }, where),
    ),
    element("p", { class: "fault-message" }, ...coded(capital(each.message))),
  );
  if (each.excerpt.length) {
    const [before, marked, after] = each.excerpt;
    made.append(element("blockquote", {}, before, element("mark", {}, marked), after));
  }
  made.append(element("p", { class: "fault-help" }, ...coded(capital(each.help))));
  made.append(element("details", {}, element("summary", {}, `Why? ${name}`), why(each.why)));
  return made;
}

function capital(words) {
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function coded(words) {
  return words.split("`").map((part, index) => (index % 2 ? element("code", {}, part) : part));
}

function why(docs) {
  const list = element("dl");
  const heading = /^(What it checks|Why it matters to readers|Example|Use instead|Source)$/m;
  const parts = docs.split(heading).slice(1);
  for (let index = 0; index < parts.length; index += 2) {
    list.append(element("dt", {}, parts[index]), element("dd", {}, ...coded(parts[index + 1].trim())));
  }
  return list;
}

function saved(files) {
  at("saved").hidden = !files.length;
  at("saved").replaceChildren(
    "Just saved: ",
    ...files.slice(0, 3).flatMap((each, index) => [index ? ", " : "", element("a", { href: each.href }, each.path)]),
  );
}

function others(files) {
  at("others").hidden = !files.length;
  const items = files.map((each) =>
    each.more
      ? element("li", {}, `and ${each.more} more`)
      : element("li", {}, element("a", { href: each.href }, each.path), `: ${each.summary}`),
  );
  at("others").replaceChildren(element("h2", {}, "In other files"), element("ul", {}, ...items));
}

// ── Finding ────────────────────────────────────────────────────────────────────────────────────────────────────

const field = at("find");
const results = at("results");

async function find() {
  const typed = field.value.trim();
  if (!typed) {
    results.hidden = true;
    return;
  }
  const found = await (await fetch(`/_preview/search?q=${encodeURIComponent(typed)}`)).json();
  if (typed !== field.value.trim()) return;
  results.replaceChildren(
    ...(found.length
      ? found.map((each) => {
          const note = each.status && each.status !== "published" ? ` (${each.status})` : "";
          return element("li", {}, element("a", { href: each.href }, each.title + note, element("small", {}, each.path)));
        })
      : [element("li", {}, element("p", {}, "Nothing has this in its title or file name."))]),
  );
  results.hidden = false;
}

field.addEventListener("input", find);
field.form.addEventListener("submit", (event) => {
  event.preventDefault();
  results.querySelector("a")?.click();
});
document.addEventListener("keydown", (event) => {
  const links = [...results.querySelectorAll("a")];
  const index = links.indexOf(document.activeElement);
  if (event.key === "Escape") {
    results.hidden = true;
    if (index >= 0) field.focus();
  } else if (!results.hidden && (event.key === "ArrowDown" || event.key === "ArrowUp")) {
    event.preventDefault();
    const next = index + (event.key === "ArrowDown" ? 1 : -1);
    (links[next] ?? field).focus();
  }
});
document.addEventListener("click", (event) => {
  const link = event.target.closest("a");
  if (!event.target.closest(".find") || link) results.hidden = true;
  // Addresses of the site go to the frame; those of the editor are its own.
  if (link?.origin === window.location.origin) {
    event.preventDefault();
    page.contentWindow.location.assign(link.href);
    field.value = "";
  }
});

// ── Widths, and the stream of changes ──────────────────────────────────────────────────────────────────────────

for (const each of document.querySelectorAll("input[name=width]")) {
  each.addEventListener("change", () => {
    document.querySelector(".stage").dataset.width = each.value;
  });
}

let stream = null;

function listen() {
  stream = new EventSource("/_preview/events");
  stream.onmessage = refresh;
  stream.onopen = () => lost(false);
  stream.onerror = () => lost(true);
}

function lost(isLost) {
  document.body.classList.toggle("lost", isLost);
  at("lost").hidden = !isLost;
}

// A browser has six connections for all its windows: those that nobody sees do without.
document.addEventListener("visibilitychange", () => {
  stream?.close();
  stream = null;
  if (!document.hidden) listen();
});

page.src = window.location.href;
listen();
