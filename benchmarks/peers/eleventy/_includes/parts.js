// What several kinds of page share. Plain functions: the quickest kind of template that Eleventy has.
import { readFileSync } from "node:fs";

const file = (name) => readFileSync(new URL(name, import.meta.url), "utf-8");
export const shared = {
  header: file("header.html"),
  footer: file("footer.html"),
  disclaimer: file("disclaimer.html"),
  style: file("site.css"),
  policy: file("policy.txt"),
};

export const SITE = "https://example.org";
export const NAME = "Carepress example";
export const TAGLINE = "Health information you can check";

const ESCAPES = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&#34;", "'": "&#39;" };
export const escape = (text) => (/[&<>"']/.test(text) ? text.replace(/[&<>"']/g, (char) => ESCAPES[char]) : text);
export const capital = (text) => text[0].toUpperCase() + text.slice(1);
export const plain = (html) => html.replace(/<[^>]*>/g, "").trim();
export const slug = (text) => text.toLowerCase().replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "");
export const iso = (date) => date.toISOString().slice(0, 10);

const MONTHS = "January February March April May June July August September October November December".split(" ");
export const time = (date) =>
  `<time datetime="${iso(date)}">${date.getUTCDate()} ${MONTHS[date.getUTCMonth()]} ${date.getUTCFullYear()}</time>`;

export const json = (value) => JSON.stringify(value).replace(/[<>&]/g, (char) => `\\u00${char.charCodeAt(0).toString(16)}`);

export function personName(id, people) {
  const person = people[id];
  const credentials = person.credentials ? `, ${escape(person.credentials)}` : "";
  return `<bdi><a class="person-name" href="/people/${id}/">${escape(person.name)}</a>${credentials}</bdi>`;
}

export function personCard(id, people) {
  const person = people[id];
  return `<div class="person-card">
  <span class="person-card__photo" aria-hidden="true">${person.initials}</span>
  <div>
    <p class="person-card__name">${personName(id, people)}</p>
    <p>${capital(person.role)}</p>
    ${person.specialty ? `<p>${escape(person.specialty)}</p>` : ""}
  </div>
</div>`;
}

const entryCache = new WeakMap();

export function entry(article) {
  let html = entryCache.get(article);
  if (html === undefined) {
    const data = article.data;
    html = `  <li class="entries__item">
    <h3 class="entries__title"><a href="${article.url}">${escape(data.title)}</a></h3>
    <p>${escape(data.summary)}</p>
    <p class="entries__facts">${capital(data.kind)} ·
Reviewed ${time(data.review.date)}</p>
  </li>
`;
    entryCache.set(article, html);
  }
  return html;
}

export const entries = (articles) => `<ul class="entries">\n${articles.map(entry).join("")}</ul>`;

export function pagination(base, number, count) {
  if (count === 1) return "";
  const address = (n) => (n === 1 ? base : `${base}page/${n}/`);
  const items = [];
  if (number > 1) items.push(`<li><a href="${address(number - 1)}" rel="prev">Previous</a></li>`);
  for (let n = 1; n <= count; n += 1) {
    const distance = Math.abs(n - number);
    if (distance <= 1 || n === 1 || n === count) {
      const current = n === number ? ' aria-current="page"' : "";
      items.push(`<li class="pagination__number"><a href="${address(n)}"${current}><span class="visually-hidden">Page </span>${n}</a></li>`);
    } else if (distance === 2) {
      items.push('<li class="pagination__number" aria-hidden="true">…</li>');
    }
  }
  if (number < count) items.push(`<li><a href="${address(number + 1)}" rel="next">Next</a></li>`);
  return `<nav class="pagination" aria-label="Pages">\n  <ul>\n${items.join("\n")}\n  </ul>\n</nav>`;
}

export function listing(base, list) {
  const where = list.count > 1 ? ` · page ${list.number} of ${list.count}` : "";
  return `<p class="listing__total">${list.total} articles${where}</p>
${entries(list.items)}
${pagination(base, list.number, list.count)}`;
}

export function letters(letterPages) {
  const present = new Set(letterPages.map((list) => list.letter));
  const tile = (letter) =>
    present.has(letter) ? `<a href="/a-z/${letter}/">${letter.toUpperCase()}</a>` : `<span>${letter.toUpperCase()}</span>`;
  const items = [..."abcdefghijklmnopqrstuvwxyz"].map((letter) => `    <li>${tile(letter)}</li>`);
  return `<nav class="letters" aria-label="A to Z">\n  <ul>\n${items.join("\n")}\n  </ul>\n</nav>`;
}

export function topicTiles(topics, byTopic) {
  const items = Object.entries(topics).sort((one, other) => (one[1].name < other[1].name ? -1 : 1));
  const tiles = items.map(
    ([id, topic]) => `  <li class="tiles__item">
    <h3 class="tiles__title"><a href="/topics/${id}/">${escape(topic.name)}</a></h3>
    <p>${escape(topic.summary)}</p>
    <p class="tiles__count">${(byTopic[id] ?? []).length} articles</p>
  </li>`,
  );
  return `<ul class="tiles">\n${tiles.join("\n")}\n</ul>`;
}

export function pageGraph(url, title, description) {
  const page = {
    "@type": "CollectionPage", "@id": url, url, name: title, description, inLanguage: "en",
    isPartOf: { "@id": `${SITE}/#website` },
  };
  return { "@context": "https://schema.org", "@graph": [page, ...frameGraph] };
}

export const frameGraph = [
  { "@type": "Organization", "@id": `${SITE}/#publisher`, name: NAME, url: `${SITE}/` },
  {
    "@type": "WebSite", "@id": `${SITE}/#website`, url: `${SITE}/`, name: NAME, description: TAGLINE, inLanguage: "en",
    publisher: { "@id": `${SITE}/#publisher` },
  },
];

export function breadcrumb(title, parent) {
  const middle = parent ? `\n    <li><a href="${parent.href}">${escape(parent.text)}</a></li>` : "";
  return `<div class="wrap above">
<nav class="breadcrumb" aria-label="Breadcrumb">
  <ol>
    <li><a href="/">Home</a></li>${middle}
    <li><span aria-current="page">${escape(title)}</span></li>
  </ol>
</nav>
</div>`;
}

export function base({ url, title, description, main, graph, parent, feeds = "", type = "website" }) {
  const home = url === "/";
  const [safeTitle, safeDescription] = [escape(title), escape(description)];
  return `<!doctype html>
<html lang="en" dir="ltr">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="${escape(shared.policy)}">
<title>${home ? `${NAME} · ${TAGLINE}` : `${safeTitle} · ${NAME}`}</title>
<meta name="description" content="${safeDescription}">
<meta name="generator" content="Eleventy">
<meta name="robots" content="noindex">
<meta name="referrer" content="strict-origin-when-cross-origin">
<meta name="color-scheme" content="light dark">
<meta name="theme-color" content="#0b4a4f" media="(prefers-color-scheme: light)">
<meta name="theme-color" content="#0b2e31" media="(prefers-color-scheme: dark)">
<link rel="canonical" href="${SITE}${url}">
<link rel="alternate" type="application/atom+xml" title="${NAME}" href="/feed.atom">
${feeds}
<link rel="icon" type="image/svg+xml" href="/theme/icon.svg">
<meta property="og:title" content="${safeTitle}">
<meta property="og:description" content="${safeDescription}">
<meta property="og:type" content="${type}">
<meta property="og:site_name" content="${NAME}">
<meta property="og:locale" content="en">
<meta property="og:url" content="${SITE}${url}">
<meta name="twitter:card" content="summary">
<style>${shared.style}</style>
<script src="/theme/carepress.js" defer></script>
<script type="application/ld+json">${json(graph ?? pageGraph(SITE + url, title, description))}</script>
</head>
<body>
${shared.header}${home ? "" : breadcrumb(title, parent)}
<main id="main" tabindex="-1">
${main}
</main>
${shared.footer}</body>
</html>
`;
}
