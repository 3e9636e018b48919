import { base, escape, listing } from "../../_includes/parts.js";

export const data = {
  pagination: { data: "collections.topicPages", size: 1, alias: "list" },
  permalink: ({ list }) => (list.number === 1 ? `/topics/${list.id}/` : `/topics/${list.id}/page/${list.number}/`),
};

export function render({ page, list, topics }) {
  const { name, summary } = topics[list.id];
  const main = `<div class="wrap narrow">
  <h1>${escape(name)}</h1>
  <p class="lead">${escape(summary)}</p>
${listing(`/topics/${list.id}/`, list)}
</div>`;
  const feeds = `<link rel="alternate" type="application/atom+xml" title="${escape(name)}" href="/topics/${list.id}/feed.atom">`;
  return base({ url: page.url, title: name, description: summary, main, feeds });
}
