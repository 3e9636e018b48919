// The times of an aftercare timeline as a calendar file (RFC 5545), made on the reader's device: nothing is sent, and
// nothing is kept. Times are local ones without a zone ("floating"): four hours later is that by the clock on the wall.
(() => {
  "use strict";
  const timeline = document.querySelector(".aftercare-timeline");
  const form = timeline?.querySelector("form");
  if (!form) return;
  const start = form.querySelector("input");
  const status = form.querySelector("[role=status]");

  const pad = (number, length = 2) => String(number).padStart(length, "0");
  const day = (date) => pad(date.getFullYear(), 4) + pad(date.getMonth() + 1) + pad(date.getDate());
  const time = (date) => `${day(date)}T${pad(date.getHours())}${pad(date.getMinutes())}00`;
  const now = () => new Date().toISOString().replace(/[-:]|\.\d+/g, "");
  const text = (words) => words.replace(/[\\;,]/g, "\\$&").replace(/\n/g, "\\n");

  /** A line of at most 75 octets, and its rest on lines that begin with a space; no character is cut. */
  const folded = (line) => {
    let length = 0;
    let lines = "";
    for (const sign of line) {
      const octets = new TextEncoder().encode(sign).length;
      if (length + octets > 75) {
        lines += "\r\n ";
        length = 1;
      }
      lines += sign;
      length += octets;
    }
    return lines;
  };

  /** Minutes and hours are exact, be a clock changed between; days, weeks and months are those of the calendar. */
  const later = (date, count, unit) => {
    const end = new Date(date);
    if (unit === "month") {
      end.setDate(1);
      end.setMonth(end.getMonth() + count);
      end.setDate(Math.min(date.getDate(), new Date(end.getFullYear(), end.getMonth() + 1, 0).getDate()));
    } else if (unit === "day" || unit === "week") end.setDate(end.getDate() + count * (unit === "week" ? 7 : 1));
    else end.setTime(+end + count * (unit === "hour" ? 3_600_000 : 60_000));
    return end;
  };

  /** From when to when. What comes after some days is a whole day; what holds for some is as long as it says. */
  const span = (begin, word, first, last, unit) => {
    const exact = { minute: "M", hour: "H" }[unit];
    if (word === "for") {
      const end = exact ? `DURATION:PT${last}${exact}` : `DTEND:${time(later(begin, last, unit))}`;
      return [`DTSTART:${time(begin)}`, end];
    }
    const from = later(begin, first, unit);
    if (exact) return [`DTSTART:${time(from)}`, `DURATION:PT${last > first ? last - first : 15}${last > first ? exact : "M"}`];
    const end = later(later(begin, last, unit), 1, "day");
    return [`DTSTART;VALUE=DATE:${day(from)}`, `DTEND;VALUE=DATE:${day(end)}`];
  };

  /** A reminder of what begins: at its time, or at nine in the morning of its day. What holds from now on needs none. */
  const alarm = (word, unit, words) =>
    word === "for"
      ? []
      : [
          "BEGIN:VALARM",
          "ACTION:DISPLAY",
          `DESCRIPTION:${text(words)}`,
          `TRIGGER:${unit === "minute" || unit === "hour" ? "PT0S" : "PT9H"}`,
          "END:VALARM",
        ];

  const words = (element) => {
    const copy = element.cloneNode(true);
    copy.querySelectorAll(".citation, [popover]").forEach((part) => part.remove());
    return copy.textContent.replace(/\s+/g, " ").trim();
  };

  const title = words(document.querySelector("h1"));
  const url = document.querySelector("link[rel=canonical]")?.href ?? location.href.replace(/#.*/, "");
  const name = location.pathname.split("/").filter(Boolean).pop() ?? "aftercare";

  /** The same step of the same procedure is the same event: a file that is opened twice adds nothing twice. */
  const event = (item, number, begin) => {
    const [word, first, last, unit] = item.dataset.when.split(" ");
    const [when, what] = [...item.children].map(words);
    return [
      "BEGIN:VEVENT",
      `UID:${time(begin)}-${number + 1}-${name}@${location.hostname || "localhost"}`,
      `DTSTAMP:${now()}`,
      ...span(begin, word, Number(first), Number(last), unit),
      `SUMMARY:${text(what)}`,
      `DESCRIPTION:${text(`${when}\n${what}\n\n${title}\n${url}`)}`,
      `URL:${url}`,
      "TRANSP:TRANSPARENT",
      ...alarm(word, unit, what),
      "END:VEVENT",
    ];
  };

  const calendar = (begin) =>
    [
      "BEGIN:VCALENDAR",
      "VERSION:2.0",
      "PRODID:-//Carepress//Aftercare timeline//EN",
      ...[...timeline.querySelectorAll("[data-when]")].flatMap((item, number) => event(item, number, begin)),
      "END:VCALENDAR",
      "",
    ]
      .map(folded)
      .join("\r\n");

  form.addEventListener("submit", (submitted) => {
    submitted.preventDefault();
    const file = new Blob([calendar(new Date(start.value))], { type: "text/calendar;charset=utf-8" });
    const link = document.createElement("a");
    link.href = URL.createObjectURL(file);
    link.download = `${name}.ics`;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
    status.textContent = status.dataset.done;
  });
  start.addEventListener("input", () => (status.textContent = ""));
  form.hidden = false;
})();
