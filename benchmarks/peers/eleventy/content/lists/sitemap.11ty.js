import { SITE, iso } from "../../_includes/parts.js";

export const data = { permalink: "/sitemap.xml" };

export function render({ topics, kinds, people, collections }) {
  const lists = ["/", "/topics/", "/a-z/", "/recent/", "/people/"];
  lists.push(...kinds.map((kind) => `/${kind.path}/`), ...Object.keys(topics).map((id) => `/topics/${id}/`));
  lists.push(...Object.keys(people).map((id) => `/people/${id}/`));
  const articles = collections.articles.map(
    ({ url, data: { modified } }) => `<url><loc>${SITE}${url}</loc><lastmod>${iso(modified)}</lastmod></url>`,
  );
  const rows = [...articles, ...lists.map((address) => `<url><loc>${SITE}${address}</loc></url>`)];
  return `<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
${rows.join("\n")}
</urlset>
`;
}
