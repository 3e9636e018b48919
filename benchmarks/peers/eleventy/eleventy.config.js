// Eleventy, with what a Carepress page has. The bench adds content/, _data/, the style sheet and the shared fragments.
import markdownIt from "markdown-it";
import attrs from "markdown-it-attrs";
import footnote from "markdown-it-footnote";
import { RelatedIndex } from "./related.js";

const PAGE_SIZE = 50;
const KINDS = ["procedures", "conditions", "medicines", "tests"];

const markdown = markdownIt({ html: true }).use(attrs).use(footnote);

// A heading has a link to itself.
markdown.renderer.rules.heading_open = (tokens, index, options, env, self) =>
  `<div class="heading">\n${self.renderToken(tokens, index, options)}`;
markdown.renderer.rules.heading_close = (tokens, index, options, env, self) => {
  const id = tokens[index - 2].attrGet("id");
  return `${self.renderToken(tokens, index, options)}<a class="heading__link" href="#${id}" aria-labelledby="${id}">#</a></div>\n`;
};

const byTitle = (one, other) => (one.data.title < other.data.title ? -1 : one.data.title > other.data.title ? 1 : 0);

function pagesOf(list, key, id, items) {
  const count = Math.max(1, Math.ceil(items.length / PAGE_SIZE));
  for (let number = 1; number <= count; number += 1) {
    const shown = items.slice((number - 1) * PAGE_SIZE, number * PAGE_SIZE);
    list.push({ [key]: id, id, items: shown, number, count, total: items.length });
  }
}

function grouped(articles, keys) {
  const groups = new Map();
  for (const article of articles) {
    for (const key of keys(article)) {
      if (!groups.has(key)) groups.set(key, []);
      groups.get(key).push(article);
    }
  }
  return groups;
}

function paged(groups, key) {
  const list = [];
  for (const [id, items] of groups) pagesOf(list, key, id, items);
  return list;
}

export default function (config) {
  config.setLibrary("md", markdown);
  config.addPassthroughCopy({ static: "/" });
  config.setUseGitIgnore(false);

  // Links such as /tests/name.md name files of the content folder.
  const folders = new Set(KINDS);
  const resolve = markdown.renderer.rules.link_open ?? ((tokens, i, options, env, self) => self.renderToken(tokens, i, options));
  markdown.renderer.rules.link_open = (tokens, index, options, env, self) => {
    const href = tokens[index].attrGet("href");
    if (href.endsWith(".md")) {
      if (!folders.has(href.split("/")[1])) throw new Error(`no article ${href}`);
      tokens[index].attrSet("href", `${href.slice(0, -3)}/`);
    }
    return resolve(tokens, index, options, env, self);
  };

  let articles;
  const all = (api) => {
    if (articles?.api !== api) {
      const items = api.getFilteredByTag("article").sort(byTitle);
      articles = { api, items };
    }
    return articles.items;
  };
  config.addCollection("articles", all);
  config.addCollection("newest", (api) => [...all(api)].sort((one, other) => other.data.modified - one.data.modified));
  config.addCollection("recentPages", (api) => {
    const list = [];
    pagesOf(list, "recent", "recent", [...all(api)].sort((one, other) => other.data.modified - one.data.modified));
    return list;
  });
  config.addCollection("byTopic", (api) => Object.fromEntries(grouped(all(api), (article) => article.data.topic_ids)));
  config.addCollection("topicPages", (api) => paged(grouped(all(api), (article) => article.data.topic_ids), "topic"));
  config.addCollection("tagPages", (api) => paged(grouped(all(api), (article) => article.data.labels), "tag"));
  config.addCollection("kindPages", (api) => paged(grouped(all(api), (article) => [article.data.folder]), "kind"));
  config.addCollection("letterPages", (api) => paged(grouped(all(api), (article) => article.data.letters), "letter"));
  config.addCollection("byPerson", (api) => Object.fromEntries(grouped(all(api), (article) => article.data.person_ids)));
  config.addCollection("related", (api) => new RelatedIndex(all(api)));

  return {
    dir: { input: "content", includes: "../_includes", data: "../_data", output: "public" },
    markdownTemplateEngine: false,
    htmlTemplateEngine: false,
    templateFormats: ["md", "11ty.js"],
  };
}

export { markdown };
