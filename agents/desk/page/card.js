// One story as a piece of the page. Everything that an article said goes in as text, never as HTML.

import * as words from "./words.js";

export function el(tag, classes = "", ...children) {
  const made = document.createElement(tag);
  if (classes) made.className = classes;
  made.append(...children.filter((child) => child !== null && child !== ""));
  return made;
}

function said(tag, classes, text, dir = "auto") {
  const made = el(tag, classes, text);
  made.dir = dir;
  return made;
}

export function time(iso, now, relative = false) {
  const text = relative ? words.ago(iso, now) : words.clock(iso, now);
  const made = el("time", relative ? "ago" : "", text);
  made.dateTime = iso;
  made.title = iso;
  return made;
}

export function render(card, now) {
  const article = el("article", "card", rail(card, now), body(card, now));
  article.id = `story-${card.id}`;
  article.tabIndex = -1;
  article.dataset.severity = card.severity ?? "none";
  article.dataset.story = card.id;
  article.classList.toggle("acked", Boolean(card.ack) && !card.ack.outdated);
  article.classList.toggle("outdated", Boolean(card.ack?.outdated));
  article.setAttribute("aria-labelledby", `head-${card.id}`);
  return article;
}

function rail(card, now) {
  const severity = el("span", "severity", card.severity ?? "no alert");
  const news = card.revision > 1 ? words.change(card.change) : "";
  const revision = card.revision > 1 ? `rev. ${card.revision}${news ? `, ${news}` : ""}` : "";
  return el(
    "div",
    "rail",
    severity,
    time(card.updated_at, now),
    time(card.updated_at, now, true),
    revision ? el("span", "revision", revision) : null,
  );
}

function body(card, now) {
  const dir = words.direction(card.lang);
  const headline = said("h2", "headline", card.headline, dir);
  headline.id = `head-${card.id}`;
  headline.lang = card.lang;
  return el(
    "div",
    "body",
    el("div", "top", badges(card), action(card)),
    headline,
    card.ack ? acked(card.ack, now) : null,
    quote(card, dir),
    card.event ? facts(card.event) : null,
    foot(card, now),
  );
}

function badges(card) {
  const event = card.event;
  const kind = el("span", "kind", event ? words.title(event.kind) : "Text match");
  if (!event) return el("p", "badges", kind);
  const modality = el("span", `badge ${event.modality}`, event.modality);
  const nuance = event.nuance.map((name) => el("span", "badge nuance", words.plain(name)));
  return el("p", "badges", kind, modality, ...nuance);
}

function action(card) {
  const done = card.ack && !card.ack.outdated;
  const button = el("button", "act", done ? "Unack" : card.ack ? "Ack again" : "Ack");
  button.type = "button";
  button.dataset.act = done ? "unack" : "ack";
  button.setAttribute("aria-keyshortcuts", done ? "u" : "a");
  button.setAttribute("aria-describedby", `head-${card.id}`);
  return button;
}

function acked(ack, now) {
  const by = said("bdi", "", ack.by);
  const line = el("p", "ack", "Acked by ", by, ", ", time(ack.at, now));
  if (ack.outdated) line.prepend(el("strong", "", "Changed since the ack. "));
  return line;
}

function quote(card, dir) {
  if (!card.sentence.length) return null;
  const parts = card.sentence.map(({ text, role }) => {
    if (!role) return text;
    const mark = el("mark", role, text);
    mark.title = role;
    return mark;
  });
  const made = el("blockquote", "", ...parts);
  made.dir = dir;
  made.lang = card.lang;
  return made;
}

function facts(event) {
  const rows = [
    ["Said by", words.says(event), words.how(event)],
    ["Actors", event.actors],
    ["Target", [event.target]],
    ["Where", words.where(event)],
    ["Numbers", event.quantities.map(words.amount)],
    ["When", [event.when]],
  ];
  return el("dl", "facts", ...rows.map(fact));
}

/** Each value stands for itself, so that Arabic and English in one row keep their order. */
function fact([name, values, note = ""]) {
  const shown = values.filter(Boolean);
  if (!shown.length) return null;
  const parts = shown.flatMap((value, n) => (n ? [", ", said("bdi", "", value)] : [said("bdi", "", value)]));
  return el("div", "", el("dt", "", name), el("dd", "", ...parts, note));
}

function foot(card, now) {
  return el("div", "foot", told(card, now), articles(card, now));
}

function told(card, now) {
  if (!card.told.length) return null;
  const list = card.told.map((one) => {
    const item = el("li", one.state, el("b", "", one.channel), ` ${one.state}`);
    if (one.repeat) item.append(el("em", "", " possible repeat"));
    if (one.error) item.append(said("span", "error", ` ${one.error}`));
    item.title = `rule ${one.rule}, revision ${one.revision}, ${words.clock(one.at, now)}`;
    return item;
  });
  return el("ul", "told", el("li", "label", "Told"), ...list);
}

function articles(card, now) {
  const counted = words.count(card.articles, "article");
  const sources = words.count(card.sources.length, "source");
  const summary = el("summary", "", `${counted}, ${sources}`);
  const list = el("ol", "", ...card.tellers.map((teller) => el("li", "", ...cited(teller, now))));
  const rest = card.articles - card.tellers.length;
  if (rest > 0) list.append(el("li", "rest", `and ${words.count(rest, "more", "more")}`));
  return el("details", "articles", summary, list);
}

function cited(teller, now) {
  const name = teller.title || teller.source || "without a title";
  const what = /^https?:\/\//i.test(teller.url ?? "") ? link(name, teller.url) : said("span", "", name);
  const source = said("bdi", "source", teller.source);
  return [source, " ", what, " ", teller.published_at ? time(teller.published_at, now) : ""];
}

function link(text, url) {
  const made = said("a", "", text);
  made.href = url;
  made.target = "_blank";
  made.rel = "noopener noreferrer";
  return made;
}
