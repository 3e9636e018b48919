// The search page: asks the index that lies beside the site, and shows what it finds. Nothing leaves the device.
const search = document.querySelector(".search");
const form = document.querySelector("main .search-form");
const input = form.elements.q;
const ways = document.querySelector(".search-ways");
const filters = search.querySelector(".search__filters");
const results = search.querySelector(".search__results");
const status = search.querySelector(".search__status");
const meant = search.querySelector(".search__meant");
const boxes = [...filters.querySelectorAll("input")];
const words = search.dataset;
const root = document.documentElement;

const AT_ONCE = 10; // results that are shown at first, and more at each press
const PAUSE = 200; // milliseconds without a key before a word is looked for
const LONGEST = 200; // characters of a query that are looked at
const RANKING = { termSimilarity: 8 }; // a word that only begins like the one that was asked for counts for little …
const LEAST = 0.1; // … and what has nothing better than such words is no result,
const SHARE = 0.08; // nor what is so far behind the best one

const element = (name, properties = {}, ...children) => {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children);
  return made;
};

// Pagefind's excerpts are text with a few entities and marks; only the marks become elements.
const ENTITIES = { "&lt;": "<", "&gt;": ">", "&quot;": '"', "&#39;": "'", "&#x27;": "'", "&amp;": "&" };
const plain = (text) => text.replace(/&(?:lt|gt|quot|amp|#39|#x27);/g, (entity) => ENTITIES[entity]);
const marked = (excerpt) =>
  excerpt
    .replace(/ (?=[,.;:!?)»،؛؟])/g, "") // the index parts a word that weighs more from what follows
    .split(/(<mark>.*?<\/mark>)/s)
    .filter(Boolean)
    .map((part) =>
      part.startsWith("<mark>") ? element("mark", { textContent: plain(part.slice(6, -7)) }) : plain(part),
    );

// ── The index ────────────────────────────────────────────────────────────────────────────────────────────────────

let index;
const open = async () => {
  index ??= (async () => {
    const { createInstance } = await import(`${words.base}pagefind/pagefind.js`);
    const made = createInstance({
      basePath: `${words.base}pagefind/`,
      baseUrl: words.base,
      excerptLength: 24,
      ranking: RANKING,
      noWorker: true, // it would cost another download, and does not start under the page's policy
    });
    await made.init();
    return made;
  })();
  return index;
};

const chosen = (name) => boxes.filter((box) => box.name === name && box.checked).map((box) => box.value);
const any = (name, values) => (values.length ? { [name]: { any: values } } : {});

// ── Showing ──────────────────────────────────────────────────────────────────────────────────────────────────────

/** The section that a result is about, if it is about one: the words in it weigh most. */
const sectionOf = (page) => {
  const weight = (part) => part.weighted_locations.reduce((sum, place) => sum + place.balanced_score, 0);
  const parts = page.sub_results.filter((part) => part.url.includes("#"));
  return parts.sort((one, other) => weight(other) - weight(one))[0];
};

const item = (page) => {
  const section = sectionOf(page);
  const made = element(
    "li",
    { className: "entries__item" },
    element("h3", { className: "entries__title" }, element("a", { href: page.url, textContent: page.meta.title })),
  );
  if (page.meta.names) made.append(element("p", { className: "names", textContent: `${words.names} ${page.meta.names}` }));
  if (page.meta.summary) made.append(element("p", { textContent: page.meta.summary }));
  if (section) {
    const link = element("a", { href: section.url, textContent: plain(section.title) });
    const excerpt = element("p", {}, ...marked(section.excerpt));
    made.append(element("div", { className: "search__section" }, link, excerpt));
  }
  return made;
};

const names = new Map(boxes.filter((box) => box.name === "kind").map((box) => [box.value, box.nextElementSibling.textContent]));

/** The list of one kind, begun where its first result stands: the kind of the best result comes first, what is no article last. */
const listOf = (kind) => {
  const id = `search-${kind || "others"}`;
  const known = results.querySelector(`#${id} + ul`);
  if (known) return known;
  const list = element("ul", { className: "entries" });
  const group = element("section", {}, element("h2", { id, textContent: names.get(kind) ?? words.others }), list);
  group.setAttribute("aria-labelledby", id);
  const others = results.querySelector("#search-others")?.parentElement;
  if (others) others.before(group);
  else results.append(group);
  return list;
};

const more = element("button", { type: "button", textContent: words.more });

/** Show the next of what was found. Gives the first of them. */
const show = async (found, shown, late) => {
  const pages = await Promise.all(found.slice(shown, shown + AT_ONCE).map((result) => result.data()));
  if (late()) return undefined;
  if (!shown) results.replaceChildren();
  const items = pages.map((page) => {
    const made = item(page);
    listOf(page.filters.kind?.[0]).append(made);
    return made;
  });
  more.remove();
  if (shown + AT_ONCE < found.length) {
    more.onclick = async () => (await show(found, shown + AT_ONCE, late))?.querySelector("a").focus();
    results.after(more);
  }
  return items[0];
};

const say = (sentence, query, count) =>
  sentence.replace("QUERY", () => query).replace("COUNT", () => count.toLocaleString(root.lang, { numberingSystem: "latn" })); // as all of the page

// ── Did you mean ─────────────────────────────────────────────────────────────────────────────────────────────────

/** Letters to change, add, leave out or swap between two words (optimal string alignment). */
const distance = (one, other, most) => {
  if (Math.abs(one.length - other.length) > most) return most + 1;
  let [before, last] = [[], Array.from({ length: other.length + 1 }, (_, place) => place)];
  for (let row = 1; row <= one.length; row++) {
    const next = [row];
    for (let place = 1; place <= other.length; place++) {
      const same = one[row - 1] === other[place - 1];
      next[place] = Math.min(last[place] + 1, next[place - 1] + 1, last[place - 1] + (same ? 0 : 1));
      const swapped = row > 1 && place > 1 && one[row - 1] === other[place - 2] && one[row - 2] === other[place - 1];
      if (swapped) next[place] = Math.min(next[place], before[place - 2] + 1);
    }
    [before, last] = [last, next];
  }
  return last[other.length];
};

let vocabulary;
const propose = async (query) => {
  vocabulary ??= fetch(words.words).then((response) => (response.ok ? response.json() : []));
  const known = await vocabulary;
  const likely = (word) => {
    const most = word.length < 4 ? 0 : word.length < 7 ? 1 : 2;
    if (!most || known.includes(word)) return word;
    let best = { word, far: most + 1 };
    for (const other of known) {
      const far = distance(word, other, most);
      if (far < best.far) best = { word: other, far };
    }
    return best.word;
  };
  const proposal = query.toLowerCase().split(/\s+/).map(likely).join(" ");
  return proposal === query.toLowerCase() ? "" : proposal;
};

// ── Searching ────────────────────────────────────────────────────────────────────────────────────────────────────

const address = () => {
  const query = new URLSearchParams([["q", input.value.trim()], ...boxes.filter((box) => box.checked).map((box) => [box.name, box.value])]);
  return input.value.trim() ? `?${query}` : location.pathname;
};

/** Hide what narrows to nothing: each of the two filters offers what the other one leaves. */
const offer = async (pagefind, query, kinds, topics, late) => {
  if (filters.hidden || !filters.firstElementChild.open) return;
  await pagefind.filters();
  for (const [name, other] of [["kind", any("topic", topics)], ["topic", any("kind", kinds)]]) {
    const { filters: counts } = await pagefind.search(query, { filters: other });
    if (late()) return;
    for (const box of boxes.filter((each) => each.name === name)) {
      box.closest("label").hidden = !counts[name]?.[box.value] && !box.checked;
    }
  }
};

let turn = 0;
const run = async () => {
  const query = input.value.trim().slice(0, LONGEST);
  const mine = ++turn;
  const late = () => mine !== turn;
  history.replaceState(null, "", address());
  ways.hidden = Boolean(query);
  search.hidden = !query;
  if (!query) {
    status.textContent = "";
    results.replaceChildren();
    more.remove();
    return;
  }
  try {
    if (!index) status.textContent = words.searching;
    const pagefind = await open();
    const [kinds, topics] = [chosen("kind"), chosen("topic")];
    const whole = await pagefind.search(query);
    const narrowed = { ...any("kind", kinds), ...any("topic", topics) };
    const all = kinds.length || topics.length ? await pagefind.search(query, { filters: narrowed }) : whole;
    if (late()) return;
    const enough = Math.max(LEAST, (whole.results[0]?.score ?? 0) * SHARE);
    const good = all.results.filter((result) => result.score >= enough);
    await show(good, 0, late);
    if (late()) return;
    filters.hidden = !good.length && !kinds.length && !topics.length;
    meant.hidden = true;
    if (good.length) {
      status.textContent = say(words.found, query, good.length);
      await offer(pagefind, query, kinds, topics, late);
      return;
    }
    status.textContent = say(words.nothing, query, 0);
    ways.hidden = false;
    const proposal = await propose(query);
    if (late() || !proposal) return;
    const [likely] = (await pagefind.search(proposal)).results;
    if (late() || !likely || likely.score < LEAST) return;
    const link = element("a", { href: `?${new URLSearchParams({ q: proposal })}`, textContent: proposal });
    const [before, after] = words.meant.split("WORD");
    meant.replaceChildren(before, link, after);
    meant.hidden = false;
  } catch {
    if (late()) return;
    index = undefined;
    results.replaceChildren();
    more.remove();
    filters.hidden = true;
    status.textContent = words.failed;
    ways.hidden = false;
  }
};

let waiting;
const soon = () => {
  clearTimeout(waiting);
  waiting = setTimeout(run, PAUSE);
};
const wide = matchMedia("(min-width: 64rem)");
const unfold = () => (filters.firstElementChild.open = wide.matches);
wide.addEventListener("change", unfold);
unfold();

form.addEventListener("submit", (event) => {
  event.preventDefault();
  clearTimeout(waiting);
  run();
});
input.addEventListener("input", soon);
input.addEventListener("focus", () => open().catch(() => (index = undefined)), { once: true });
filters.addEventListener("change", run);
filters.firstElementChild.addEventListener("toggle", async () => {
  const [query, mine] = [input.value.trim(), turn];
  if (query) await offer(await open(), query, chosen("kind"), chosen("topic"), () => mine !== turn).catch(() => {});
});
filters.addEventListener("submit", (event) => event.preventDefault());
const begin = () => {
  const asked = new URLSearchParams(location.search);
  if (asked.has("q") && !input.value) input.value = asked.get("q"); // what was typed meanwhile stands
  for (const box of boxes) box.checked = asked.getAll(box.name).includes(box.value);
  if (input.value) run();
};
begin();
