import { base, escape, letters, pagination } from "../../_includes/parts.js";

export const data = {
  pagination: { data: "collections.letterPages", size: 1, alias: "list" },
  permalink: ({ list }) => (list.number === 1 ? `/a-z/${list.id}/` : `/a-z/${list.id}/page/${list.number}/`),
};

export function render({ page, list, collections }) {
  const letter = list.id;
  const items = list.items.flatMap(({ url, data: { title, also_called: names } }) => {
    const link = `<a href="${url}">${escape(title)}</a>`;
    const own = title[0].toLowerCase() === letter ? [`    <li>${link}</li>`] : [];
    const others = names.filter((name) => name[0].toLowerCase() === letter);
    return [...own, ...others.map((name) => `    <li>${escape(name)}: see ${link}</li>`)];
  });
  const main = `<div class="wrap narrow">
  <h1>A–Z: ${letter.toUpperCase()}</h1>
${letters(collections.letterPages)}
<section class="letter-group" id="letter-${letter}" aria-labelledby="letter-${letter}-title">
  <h2 id="letter-${letter}-title">${letter.toUpperCase()}</h2>
  <ul>
${items.join("\n")}
  </ul>
</section>
${pagination(`/a-z/${letter}/`, list.number, list.count)}
</div>`;
  return base({ url: page.url, title: `A–Z: ${letter.toUpperCase()}`, description: "All articles by first letter.", main });
}
