// The page put together: the feed fills the list; filters, keys and buttons act on it.

import { el } from "./card.js";
import { Feed } from "./feed.js";
import { List, needsEyes } from "./list.js";
import * as words from "./words.js";

const at = (id) => document.getElementById(id);
const list = new List(at("cards"), () => feed.now());
const memory = { get: (key) => localStorage.getItem(`desk.${key}`) ?? "", set: remember };
const TICK_MS = 15_000;
const GATHER_MS = 60;

let arriving = null;
let complete = false;
let decisions = {};
let planned = 0;
let forced = false;

const feed = new Feed(hear, line);

function remember(key, value) {
  localStorage.setItem(`desk.${key}`, value);
}

function hear(name, data) {
  if (data.decisions) decisions = data.decisions;
  if (name === "hello") begin(data);
  if (name === "cards") take(data);
  if (name === "ready") finish();
  plan();
}

function begin({ whole, limit }) {
  arriving = whole ? new Set() : null;
  list.limit = limit;
}

function take(cards) {
  const fresh = complete && !arriving ? cards.filter((card) => !list.cards.has(card.id)) : [];
  list.put(cards);
  for (const card of cards) arriving?.add(card.id);
  if (fresh.length) announce(fresh);
}

function finish() {
  if (arriving) list.keep(arriving);
  arriving = null;
  complete = true;
}

function announce(cards) {
  const [first] = cards;
  const one = `New: ${first.severity ?? "no alert"}, ${first.headline}`;
  at("news").textContent = cards.length === 1 ? one : `${words.count(cards.length, "new story", "new stories")}`;
}

function plan(force = false) {
  forced ||= force;
  planned ||= setTimeout(() => {
    draw({ force: forced });
    planned = 0;
    forced = false;
  }, GATHER_MS);
}

function draw(how) {
  list.show(how);
  const all = [...list.cards.values()];
  const open = all.filter(needsEyes).length;
  at("count").textContent = all.length ? `${words.count(all.length, "story", "stories")}, ${open} unacked` : "";
  document.title = open ? `(${open}) Watchfloor` : "Watchfloor";
  at("new").hidden = !list.held.size;
  at("new").textContent = `${list.held.size} new`;
  const more = list.order.length - list.shown;
  at("more").hidden = more <= 0;
  at("more").textContent = `Show more (${more})`;
  kinds(all);
  empty(all.length);
}

function kinds(cards) {
  const found = new Set(cards.map((card) => card.event?.kind ?? "none"));
  const select = at("kind");
  const known = new Set([...select.options].map((option) => option.value));
  for (const kind of [...found].sort()) {
    if (!known.has(kind)) select.add(new Option(kind === "none" ? "Text match" : words.title(kind), kind));
  }
}

function empty(held) {
  const place = at("empty");
  place.hidden = list.order.length > 0;
  const texts = held ? [["h2", "No story fits the filter"], ["button", "Clear the filter"]] : waiting();
  if (place.textContent === texts.map(([, text]) => text).join("")) return;
  place.replaceChildren(...texts.map(([tag, text]) => el(tag, "", text)));
}

function waiting() {
  if (!complete) return [["h2", "Connecting"], ["p", "The stories come as soon as the desk answers."]];
  const seen = Object.entries(decisions).sort(([, a], [, b]) => b - a);
  const total = seen.reduce((sum, [, n]) => sum + n, 0);
  const reasons = seen.slice(0, 4).map(([name, n]) => `${n.toLocaleString("en")} ${words.plain(name)}`);
  return [
    ["h2", "Nothing to watch yet"],
    ["p", "A card appears here when an article tells of an event that the classifier knows, or satisfies a rule."],
    total
      ? ["p", `The service is at work. Its newest decisions: ${reasons.join(", ")}.`]
      : ["p", "Whether the service is ready, and if not why, stands at /ready."],
  ];
}

function line(state, since) {
  document.body.dataset.line = state;
  const when = since ? words.clock(since, Date.now()) : "";
  const lost = `reconnecting since ${when}`;
  at("line").textContent = { live: "live", connecting: "connecting", lost, stale: "stale" }[state];
  at("stale").hidden = state !== "stale";
  at("stale").textContent = `No word from the desk since ${when}. What stands here may be old.`;
}

async function act(id, kind) {
  const button = list.article(id)?.querySelector(".act");
  if (button?.dataset.act !== kind || button.disabled) return;
  button.disabled = true;
  const answer = await fetch(`/api/stories/${encodeURIComponent(id)}/${kind}`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ by: memory.get("name") || null }),
  }).catch(() => null);
  button.disabled = false;
  problem(answer?.ok ? "" : `The ${kind} was not taken: ${await reason(answer)}`);
}

async function reason(answer) {
  if (!answer) return "the desk does not answer.";
  const said = await answer.json().catch(() => ({}));
  return `${said.error ?? `status ${answer.status}`}.`;
}

function problem(text) {
  at("problem").hidden = !text;
  at("problem").textContent = text;
}

const current = () => document.activeElement?.closest?.("article") ?? null;

function step(by) {
  const articles = [...at("cards").querySelectorAll("article")];
  const here = articles.indexOf(current());
  if (by > 0 && here === articles.length - 1 && !at("more").hidden) showMore();
  const next = here < 0 ? articles[0] : list.article(list.order[here + by]);
  next?.focus({ preventScroll: true });
  next?.scrollIntoView({ block: "nearest" });
}

function showMore() {
  list.shown += 200;
  draw();
}

function showNew() {
  scrollTo({ top: 0 });
  draw({ force: true });
}

function articles() {
  const details = current()?.querySelector("details");
  if (details) details.open = !details.open;
}

const onStory = (kind) => () => current() && act(current().dataset.story, kind);

const KEYS = {
  j: () => step(1),
  k: () => step(-1),
  a: onStory("ack"),
  u: onStory("unack"),
  o: articles,
  n: showNew,
  "/": () => at("text").focus(),
  "?": () => at("keys").showModal(),
  Escape: () => clear(),
};

function clear() {
  at("tools").reset();
  problem("");
  sift();
  document.activeElement?.blur?.();
}

function press(event) {
  if (event.ctrlKey || event.metaKey || event.altKey || at("keys").open) return;
  // A field of a dialog that was just closed keeps the focus for a frame.
  const shown = !event.target.closest("dialog:not([open])");
  const writing = shown && event.target.matches("input:not([type=checkbox]), select, textarea");
  const key = writing && event.key !== "Escape" ? null : KEYS[event.key];
  if (!key) return;
  event.preventDefault();
  key();
}

function click(event) {
  const article = event.target.closest("article");
  const button = event.target.closest(".act");
  if (button) act(article.dataset.story, button.dataset.act);
  else if (event.target.closest(".headline")) article.classList.toggle("opened");
}

function sift() {
  list.filter = { open: at("open").checked, kind: at("kind").value, text: at("text").value };
  memory.set("open", at("open").checked ? "yes" : "");
  plan(true);
}

function tick() {
  for (const time of document.querySelectorAll("time.ago")) {
    time.textContent = words.ago(time.dateTime, feed.now());
  }
  if (list.held.size) draw();
}

at("open").checked = memory.get("open") === "yes";
at("name").value = memory.get("name");
at("name").addEventListener("input", () => memory.set("name", at("name").value.trim()));
at("tools").addEventListener("input", sift);
at("tools").addEventListener("submit", (event) => event.preventDefault());
at("help").addEventListener("click", () => at("keys").showModal());
at("new").addEventListener("click", showNew);
at("empty").addEventListener("click", (event) => event.target.matches("button") && clear());
at("more").addEventListener("click", showMore);
at("cards").addEventListener("click", click);
document.addEventListener("keydown", press);
setInterval(tick, TICK_MS);
sift();
