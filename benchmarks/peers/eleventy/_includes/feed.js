import { NAME, SITE, escape } from "./parts.js";

const stamp = (date) => `${date.toISOString().slice(0, 19)}Z`;

export function feed({ address, title, articles, topics, people }) {
  const newest = articles.slice(0, 50);
  const updated = newest.length ? `<updated>${stamp(newest[0].data.modified)}</updated>` : "";
  const items = newest.map(({ url, data }) => {
    const categories = data.topic_ids.map((id) => `<category term="${escape(topics[id].name)}"/>`).join("");
    const authors = data.authors.map((id) => `<author><name>${escape(people[id].name)}</name></author>`).join("");
    return `<entry><title>${escape(data.title)}</title><link href="${SITE}${url}" rel="alternate"/><published>${stamp(data.date)}</published><updated>${stamp(data.modified)}</updated><id>${SITE}${url}</id><summary type="html">${escape(data.summary)}</summary>${categories}${authors}</entry>`;
  });
  return `<?xml version="1.0" encoding="utf-8"?>
<feed xml:lang="en" xmlns="http://www.w3.org/2005/Atom"><title>${escape(title)}</title><link href="${SITE}${address}" rel="alternate"/><link href="${SITE}${address}feed.atom" rel="self"/><id>${SITE}${address}feed.atom</id>${updated}<author><name>${NAME}</name></author>
${items.join("\n")}
</feed>
`;
}
