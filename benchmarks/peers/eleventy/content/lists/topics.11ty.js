import { base, topicTiles } from "../../_includes/parts.js";

export const data = { permalink: "/topics/" };

export function render({ page, topics, collections }) {
  const main = `<div class="wrap narrow">\n  <h1>Topics</h1>\n${topicTiles(topics, collections.byTopic)}\n</div>`;
  return base({ url: page.url, title: "Topics", description: "All topics of this site.", main });
}
