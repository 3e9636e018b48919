import { feed } from "../../_includes/feed.js";
import { NAME } from "../../_includes/parts.js";

export const data = {
  pagination: { data: "topics", size: 1, alias: "id" },
  permalink: ({ id }) => `/topics/${id}/feed.atom`,
};

export function render({ id, topics, people, collections }) {
  const articles = [...(collections.byTopic[id] ?? [])].sort((one, other) => other.data.modified - one.data.modified);
  return feed({ address: `/topics/${id}/`, title: `${topics[id].name} · ${NAME}`, articles, topics, people });
}
