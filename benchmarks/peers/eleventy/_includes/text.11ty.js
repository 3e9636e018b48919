import { base, escape } from "./parts.js";

export function render({ page, title, summary, content }) {
  const main = `<div class="wrap narrow">
  <h1>${escape(title)}</h1>
  <p class="lead">${escape(summary)}</p>
${content}
</div>`;
  return base({ url: page.url, title, description: summary, main });
}
