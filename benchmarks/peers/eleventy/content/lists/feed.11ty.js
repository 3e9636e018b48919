import { feed } from "../../_includes/feed.js";
import { NAME } from "../../_includes/parts.js";

export const data = { permalink: "/feed.atom" };

export const render = ({ topics, people, collections }) =>
  feed({ address: "/", title: NAME, articles: collections.newest, topics, people });
