import { base, personCard } from "../../_includes/parts.js";

export const data = { permalink: "/people/" };

export function render({ page, people }) {
  const cards = Object.keys(people).map((id) => personCard(id, people));
  const main = `<div class="wrap narrow">\n  <h1>People</h1>\n${cards.join("\n")}\n</div>`;
  return base({ url: page.url, title: "People", description: "Who writes and reviews.", main });
}
