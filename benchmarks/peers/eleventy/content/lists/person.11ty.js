import { base, capital, entries, escape } from "../../_includes/parts.js";

export const data = {
  pagination: { data: "people", size: 1, alias: "id" },
  permalink: ({ id }) => `/people/${id}/`,
};

export function render({ page, id, people, collections }) {
  const person = people[id];
  const articles = collections.byPerson[id] ?? [];
  const main = `<div class="wrap narrow">
  <div class="profile">
    <span class="person-card__photo" aria-hidden="true">${person.initials}</span>
    <div>
      <h1>${escape(person.name)}</h1>
      <p class="names">${capital(person.role)}${person.specialty ? ` · ${escape(person.specialty)}` : ""}</p>
    </div>
  </div>
  <section aria-labelledby="person-articles">
    <h2 id="person-articles">${person.role === "reviewer" ? "Reviewed" : "Written"}</h2>
    <p class="listing__total">${articles.length} articles</p>
${entries(articles)}
  </section>
</div>`;
  return base({ url: page.url, title: person.name, description: `About ${person.name}.`, main });
}
