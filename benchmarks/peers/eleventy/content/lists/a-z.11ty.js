import { base, letters } from "../../_includes/parts.js";

export const data = { permalink: "/a-z/" };

export function render({ page, collections }) {
  const main = `<div class="wrap narrow">
  <h1>A–Z</h1>
${letters(collections.letterPages)}
  <p class="empty">Choose a letter to see its articles.</p>
</div>`;
  return base({ url: page.url, title: "A–Z", description: "All articles by first letter.", main });
}
