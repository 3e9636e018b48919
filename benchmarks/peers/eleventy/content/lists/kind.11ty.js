import { base, escape, listing } from "../../_includes/parts.js";

export const data = {
  pagination: { data: "collections.kindPages", size: 1, alias: "list" },
  permalink: ({ list }) => (list.number === 1 ? `/${list.id}/` : `/${list.id}/page/${list.number}/`),
};

export function render({ page, list, kinds }) {
  const { plural, summary } = kinds.find((kind) => kind.path === list.id);
  const main = `<div class="wrap narrow">
  <h1>${escape(plural)}</h1>
  <p class="lead">${escape(summary)}</p>
${listing(`/${list.id}/`, list)}
</div>`;
  return base({ url: page.url, title: plural, description: summary, main });
}
