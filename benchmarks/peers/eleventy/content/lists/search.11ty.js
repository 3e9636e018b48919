import { base } from "../../_includes/parts.js";

export const data = { permalink: "/search/" };

export function render({ page }) {
  return base({ url: page.url, title: "Search", description: "Search this site.", main: '<div class="wrap narrow"><h1>Search</h1></div>' });
}
