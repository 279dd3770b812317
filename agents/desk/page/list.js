// Which cards stand on the page, in which order, and when they may move.

import { render } from "./card.js";
import { fold } from "./words.js";

const SHOWN = 200;
const TOP_PX = 60;

export const needsEyes = (card) => !card.ack || card.ack.outdated;

export class List {
  constructor(place, now) {
    this.place = place;
    this.now = now;
    this.cards = new Map();
    this.nodes = new Map();
    this.order = [];
    this.held = new Set();
    this.shown = SHOWN;
    this.limit = Infinity;
    this.filter = { open: false, kind: "", text: "" };
  }

  put(cards) {
    for (const card of cards) this.cards.set(card.id, card);
    if (this.cards.size > this.limit) this.trim();
  }

  /** Forget every story but these: the desk has started anew and holds no others. */
  keep(ids) {
    for (const id of this.cards.keys()) if (!ids.has(id)) this.cards.delete(id);
  }

  trim() {
    const old = this.sorted([...this.cards.values()]).slice(this.limit);
    for (const card of old) this.cards.delete(card.id);
  }

  sorted(cards) {
    const key = (card) => [new Date(card.updated_at).getTime(), card.id];
    return cards
      .map((card) => [key(card), card])
      .sort(([[a, x], ], [[b, y], ]) => b - a || (x < y ? 1 : -1))
      .map(([, card]) => card);
  }

  matching() {
    const { open, kind, text } = this.filter;
    const wanted = fold(text).split(/\s+/).filter(Boolean);
    const all = [...this.cards.values()].filter(
      (card) =>
        (!open || needsEyes(card)) &&
        (!kind || (card.event?.kind ?? "none") === kind) &&
        wanted.every((word) => haystack(card).includes(word)),
    );
    return this.sorted(all).map((card) => card.id);
  }

  /** Nothing may move while somebody reads further down or is about to press a button. */
  get still() {
    return scrollY > TOP_PX || this.place.querySelector("button:hover") !== null;
  }

  /** Bring the page up to date; `force` also lets waiting cards in and lets cards move. */
  show({ force = false } = {}) {
    const wanted = this.matching();
    this.order = force || !this.still ? wanted : this.hold(wanted);
    const there = new Set(this.order);
    this.held = new Set(wanted.filter((id) => !there.has(id)));
    this.paint(this.order.slice(0, this.shown));
  }

  hold(wanted) {
    const fits = new Set(wanted);
    const stay = this.order.filter((id) => fits.has(id));
    // What is older than all that stands there can be added below without moving anything.
    const last = wanted.indexOf(stay.at(-1));
    const known = new Set(stay);
    return stay.length ? [...stay, ...wanted.slice(last + 1).filter((id) => !known.has(id))] : wanted;
  }

  paint(ids) {
    const focus = this.focus();
    const wanted = new Set(ids);
    for (const item of [...this.place.children]) if (!wanted.has(item.dataset.story)) this.drop(item);
    let next = this.place.firstElementChild;
    for (const id of ids) {
      const item = this.item(id);
      if (item === next) next = next.nextElementSibling;
      else this.place.insertBefore(item, next);
    }
    if (focus) this.refocus(focus);
  }

  drop(item) {
    this.nodes.delete(item.dataset.story);
    item.remove();
  }

  focus() {
    const article = document.activeElement?.closest?.("article");
    if (!article) return null;
    const place = [...this.place.children].indexOf(article.parentElement);
    return { id: article.dataset.story, place, button: document.activeElement.matches("button") };
  }

  item(id) {
    const card = this.cards.get(id);
    const held = this.nodes.get(id);
    if (held?.card === card) return held.item;
    const item = held?.item ?? document.createElement("li");
    const opened = item.querySelector("details")?.open ?? false;
    item.dataset.story = id;
    item.replaceChildren(render(card, this.now()));
    if (opened) item.querySelector("details").open = true;
    this.nodes.set(id, { card, item });
    return item;
  }

  /** Keep the reader's place: on the same card, or on the one that took its place. */
  refocus({ id, place, button }) {
    const last = this.place.children.length - 1;
    const heir = this.place.children[Math.min(place, last)]?.querySelector("article");
    const article = this.article(id) ?? heir;
    if (!article || article.contains(document.activeElement)) return;
    (button && this.article(id) ? article.querySelector(".act") : article).focus({ preventScroll: true });
  }

  article(id) {
    return this.nodes.get(id)?.item.querySelector("article") ?? null;
  }
}

const haystacks = new WeakMap();

function haystack(card) {
  if (!haystacks.has(card)) {
    const event = card.event;
    const said = card.sentence.map((run) => run.text).join("");
    const about = event ? [event.kind, event.modality, event.place, event.target, event.country] : [];
    const who = event ? [...event.actors, event.attributed_to, ...event.nuance] : [];
    const rest = [card.severity, ...card.sources, ...card.rules];
    haystacks.set(card, fold([card.headline, said, ...about, ...who, ...rest].join(" ")));
  }
  return haystacks.get(card);
}
