import { NAME, TAGLINE, base, entries, escape, letters, topicTiles } from "../../_includes/parts.js";

export const data = { permalink: "/" };

export function render({ page, topics, kinds, collections }) {
  const counts = new Map();
  for (const article of collections.articles) counts.set(article.data.kind, (counts.get(article.data.kind) ?? 0) + 1);
  const tiles = kinds.map(
    (kind) => `  <li class="tiles__item">
    <h3 class="tiles__title"><a href="/${kind.path}/">${escape(kind.plural)}</a></h3>
    <p>${escape(kind.summary)}</p>
    <p class="tiles__count">${counts.get(kind.id)} articles</p>
  </li>`,
  );
  const main = `<div class="hero">
  <div class="wrap">
    <h1>${TAGLINE}</h1>
    <div class="hero__letters">
      <p>Find one of ${collections.articles.length} articles by its first letter</p>
${letters(collections.letterPages)}
    </div>
  </div>
</div>
<div class="wrap stack">
  <section aria-labelledby="home-topics">
    <h2 id="home-topics">Topics</h2>
${topicTiles(topics, collections.byTopic)}
  </section>
  <section aria-labelledby="home-kinds">
    <h2 id="home-kinds">What you can read about</h2>
<ul class="tiles">
${tiles.join("\n")}
</ul>
  </section>
  <section aria-labelledby="home-recent">
    <h2 id="home-recent">Recently reviewed</h2>
${entries(collections.newest.slice(0, 6))}
    <p class="more"><a href="/recent/">All recent changes</a></p>
  </section>
</div>`;
  return base({ url: page.url, title: NAME, description: TAGLINE, main });
}
