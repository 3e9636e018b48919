import { base, escape, listing, slug } from "../../_includes/parts.js";

const address = (list) => `/tags/${slug(list.id)}/`;

export const data = {
  pagination: { data: "collections.tagPages", size: 1, alias: "list" },
  permalink: ({ list }) => (list.number === 1 ? address(list) : `${address(list)}page/${list.number}/`),
};

export function render({ page, list }) {
  const main = `<div class="wrap narrow">
  <h1>Articles tagged “${escape(list.id)}”</h1>
${listing(address(list), list)}
</div>`;
  return base({ url: page.url, title: list.id, description: `Articles with the tag “${list.id}”.`, main });
}
