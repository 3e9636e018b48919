// Related articles, by an inverted index over topics and tags. What more than 500 articles share does not count.
const MOST_COMMON = 500;
const COUNT = 4;

export class RelatedIndex {
  constructor(articles) {
    this.postings = new Map();
    this.total = articles.length;
    for (const article of articles) {
      for (const feature of features(article.data)) {
        if (!this.postings.has(feature)) this.postings.set(feature, []);
        this.postings.get(feature).push(article);
      }
    }
  }

  nearest(data) {
    const scores = new Map();
    for (const feature of features(data)) {
      const postings = this.postings.get(feature) ?? [];
      if (postings.length > MOST_COMMON) continue;
      const weight = (feature[0] === "t" ? 1 : 1.5) * Math.log(1 + this.total / postings.length);
      for (const article of postings) scores.set(article, (scores.get(article) ?? 0) + weight);
    }
    const best = [];
    for (const [article, score] of scores) {
      if (article.url === data.page.url) continue;
      if (best.length === COUNT && score <= best[COUNT - 1][1]) continue;
      best.push([article, score]);
      best.sort((one, other) => other[1] - one[1]);
      best.length = Math.min(best.length, COUNT);
    }
    return best.map(([article]) => article);
  }
}

function* features(data) {
  for (const topic of data.topic_ids) yield `t${topic}`;
  for (const label of data.labels) yield `l${label}`;
}
