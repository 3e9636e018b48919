import { personName, time } from "./parts.js";

export const reviewLine = ({ review, people, minutes }) => `<div class="review-line review-line--reviewed">
  <svg class="icon icon-tick" viewBox="0 0 24 24" aria-hidden="true"><path d="M12 21.5a9.5 9.5 0 1 1 0-19 9.5 9.5 0 0 1 0 19zM7.6 12.4l3 3 5.8-6.4"/></svg>
  <div>
    <p>Reviewed by ${review.by.map((id) => personName(id, people)).join(", ")}, on ${time(review.date)} · next review by ${time(review.due)} · ${minutes} min read</p>
  </div>
</div>`;
