import { markdown } from "../eleventy.config.js";
import {
  SITE, base, capital, entries, escape, frameGraph, iso, personCard, personName, plain, shared, slug, time,
} from "./parts.js";
import { reviewLine } from "./review-line.js";

const HEADING = /<h2 id="([^"]+)"[^>]*>(.*?)<\/h2>/g;
const WORDS_A_MINUTE = 200;

function person(id, people) {
  const { name, credentials, specialty } = people[id];
  const node = { "@type": "Person", "@id": `${SITE}/people/${id}/#person`, name, url: `${SITE}/people/${id}/` };
  if (credentials) node.hasCredential = { "@type": "EducationalOccupationalCredential", name: credentials };
  if (specialty) node.knowsAbout = specialty;
  return node;
}

function articleGraph(data, faq, kind) {
  const url = SITE + data.page.url;
  const page = {
    "@type": ["MedicalWebPage", "FAQPage"], "@id": url, url, name: data.title, description: data.summary, inLanguage: "en",
    datePublished: iso(data.date), dateModified: iso(data.modified), lastReviewed: iso(data.review.date),
    reviewedBy: data.review.by.map((id) => ({ "@id": `${SITE}/people/${id}/#person` })),
    author: data.authors.map((id) => ({ "@id": `${SITE}/people/${id}/#person` })),
    publisher: { "@id": `${SITE}/#publisher` }, publishingPrinciples: `${SITE}/editorial-policy/`,
    license: "https://creativecommons.org/licenses/by/4.0/", isPartOf: { "@id": `${SITE}/#website` },
    breadcrumb: { "@id": `${url}#breadcrumb` }, audience: { "@type": "MedicalAudience", audienceType: "Patient" },
    about: { "@type": data.schema_type, "@id": `${url}#subject`, name: data.title, alternateName: data.also_called },
    citation: Object.values(data.sources).map((source) => ({
      "@type": "CreativeWork", name: source.title, url: source.url,
      publisher: { "@type": "Organization", name: source.publisher },
    })),
    mainEntity: faq.map(({ question, html }) => ({
      "@type": "Question", name: question, acceptedAnswer: { "@type": "Answer", text: plain(html) },
    })),
  };
  const trail = {
    "@type": "BreadcrumbList", "@id": `${url}#breadcrumb`,
    itemListElement: [["Home", `${SITE}/`], [kind.plural, `${SITE}/${kind.path}/`], [data.title, url]].map(
      ([name, item], index) => ({ "@type": "ListItem", position: index + 1, name, item }),
    ),
  };
  const people = data.person_ids.map((id) => person(id, data.people));
  return { "@context": "https://schema.org", "@graph": [page, ...people, trail, ...frameGraph] };
}

export function render(data) {
  const kind = data.kinds.find((other) => other.id === data.kind);
  const faq = data.faq.map(({ question, answer }) => ({ question, id: slug(question), html: markdown.render(answer) }));
  const contents = [...data.content.matchAll(HEADING)].map(([, id, text]) => `      <li><a href="#${id}">${text}</a></li>`);
  const minutes = Math.max(1, Math.round(plain(data.content).split(/\s+/).length / WORDS_A_MINUTE));
  const url = SITE + data.page.url;
  const [title, mailTitle, mailUrl] = [escape(data.title), encodeURIComponent(data.title), encodeURIComponent(url)];
  const main = `<article class="wrap article">
  <header class="article__header">
    <p class="article__kind">${capital(data.kind)}</p>
    <h1>${title}</h1>
    <p class="article__names">Also called: ${escape(data.also_called.join(", "))}</p>
    <p class="lead">${escape(data.summary)}</p>
${reviewLine({ review: data.review, people: data.people, minutes })}
  </header>
<nav class="contents" aria-label="On this page">
  <details>
    <summary>On this page</summary>
    <p class="contents__title">On this page</p>
    <ul>
${contents.join("\n")}
      <li><a href="#faq">Questions people often ask</a></li>
      <li><a href="#page-about">About this page</a></li>
    </ul>
  </details>
</nav>
  <div class="article__text">
${data.content}
<section class="section" id="faq" aria-labelledby="faq-title">
<div class="heading">
  <h2 id="faq-title">Questions people often ask</h2>
  <a class="heading__link" href="#faq" aria-labelledby="faq-title">#</a>
</div>
<div class="faq">
  <p class="faq__all" hidden><button type="button" data-do="faq" data-close="Close all answers">Open all answers</button></p>
${faq
  .map(
    (item) => `  <details class="faq__item" id="${item.id}">
    <summary><h3>${escape(item.question)}</h3></summary>
    <div class="faq__answer">
${item.html}
      <p class="faq__link"><a href="#${item.id}">Link to this answer</a></p>
    </div>
  </details>`,
  )
  .join("\n")}
</div>
</section>
<section class="about-page section" id="page-about" aria-labelledby="page-about-title">
<div class="heading">
  <h2 id="page-about-title">About this page</h2>
  <a class="heading__link" href="#page-about" aria-labelledby="page-about-title">#</a>
</div>
  <p>Written by ${data.authors.map((id) => personName(id, data.people)).join(", ")}.</p>
  <h3>Reviewer</h3>
${data.review.by.map((id) => personCard(id, data.people)).join("\n")}
  <h3>Dates</h3>
  <dl class="about-page__dates">
    <div><dt>First published</dt><dd>${time(data.date)}</dd></div>
    <div><dt>Last changed</dt><dd>${time(data.modified)}</dd></div>
    <div><dt>Medically reviewed</dt><dd>${time(data.review.date)}</dd></div>
    <div><dt>Next review</dt><dd>${time(data.review.due)}</dd></div>
  </dl>
  <ul class="about-page__links">
    <li><a href="/editorial-policy/"><svg class="icon icon-info" viewBox="0 0 24 24" aria-hidden="true"><path d="M12 21.5a9.5 9.5 0 1 1 0-19 9.5 9.5 0 0 1 0 19zM12 11v6M12 7v.4"/></svg>How we write and review</a></li>
    <li><a href="mailto:editors@example.org?subject=Problem%20with%20${mailTitle}&amp;body=${mailUrl}"><svg class="icon icon-flag" viewBox="0 0 24 24" aria-hidden="true"><path d="M5 21.5v-18h13l-3 4.5 3 4.5H5"/></svg>Report a problem with this page</a></li>
    <li><a href="https://example.org/edit/${data.page.inputPath.slice(2)}"><svg class="icon icon-edit" viewBox="0 0 24 24" aria-hidden="true"><path d="M4 20l1-4.5L16.5 4 20 7.5 8.5 19z"/></svg>Edit this page</a></li>
  </ul>
</section>
<div class="tags">
  <h2 class="tags__title" id="page-topics">Topics</h2>
  <ul aria-labelledby="page-topics">
${data.topic_ids.map((id) => `    <li><a href="/topics/${id}/">${escape(data.topics[id].name)}</a></li>`).join("\n")}
  </ul>
</div>
<div class="tags">
  <h2 class="tags__title" id="page-tags">Tags</h2>
  <ul aria-labelledby="page-tags">
${data.labels.map((label) => `    <li><a href="/tags/${slug(label)}/">${escape(label)}</a></li>`).join("\n")}
  </ul>
</div>
    <section class="related" aria-labelledby="page-related">
      <h2 id="page-related">Related articles</h2>
${entries(data.collections.related.nearest(data))}
    </section>
<section class="share" aria-labelledby="page-share-title" data-url="${url}">
  <h2 class="share__title" id="page-share-title">Share or print</h2>
  <ul>
    <li hidden><button type="button" data-do="share">Share</button></li>
    <li hidden><button type="button" data-do="copy" data-done="Link copied" data-failed="The link could not be copied">Copy link</button></li>
    <li><a href="mailto:?subject=${mailTitle}&amp;body=${mailUrl}">E-mail</a></li>
    <li hidden><button type="button" data-do="print">Print</button></li>
  </ul>
  <p class="share__status" role="status"></p>
</section>
${shared.disclaimer}
    <p class="print-only">This page on the web: ${url}</p>
  </div>
</article>`;
  const feeds = data.topic_ids.map(
    (id) => `<link rel="alternate" type="application/atom+xml" title="${escape(data.topics[id].name)}" href="/topics/${id}/feed.atom">`,
  );
  return base({
    url: data.page.url, title: data.title, description: data.summary, main, type: "article", feeds: feeds.join("\n"),
    graph: articleGraph(data, faq, kind), parent: { text: kind.plural, href: `/${kind.path}/` },
  });
}
