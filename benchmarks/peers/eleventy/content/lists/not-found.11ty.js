import { base, letters } from "../../_includes/parts.js";

export const data = { permalink: "/404.html" };

export function render({ collections }) {
  const main = `<div class="wrap narrow">\n  <h1>This page does not exist</h1>\n${letters(collections.letterPages)}\n</div>`;
  return base({ url: "/404.html", title: "This page does not exist", description: "Not found.", main });
}
