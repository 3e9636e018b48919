import { base, listing } from "../../_includes/parts.js";

export const data = {
  pagination: { data: "collections.recentPages", size: 1, alias: "list" },
  permalink: ({ list }) => (list.number === 1 ? "/recent/" : `/recent/page/${list.number}/`),
};

export function render({ page, list }) {
  const main = `<div class="wrap narrow">\n  <h1>Recently changed</h1>\n${listing("/recent/", list)}\n</div>`;
  return base({ url: page.url, title: "Recently changed", description: "Newest first.", main });
}
