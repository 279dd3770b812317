// How things are called and when they were: pure functions, no page.

const RTL = new Set(["ar", "fa", "he", "ur", "ps", "ckb", "sd", "ug", "yi"]);
const CHANGES = {
  modality_changed: "status changed",
  number_moved: "number moved",
  another_article: "another article",
};
const regions = new Intl.DisplayNames(["en"], { type: "region" });
const numbers = new Intl.NumberFormat("en");
const months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

export const plain = (name) => name.replaceAll("_", " ");

export function title(name) {
  const words = plain(name);
  return words.charAt(0).toUpperCase() + words.slice(1);
}

export const count = (n, one, many = `${one}s`) => `${numbers.format(n)} ${n === 1 ? one : many}`;

export const direction = (lang) => (RTL.has(lang.split("-")[0]) ? "rtl" : "auto");

export const change = (name) => CHANGES[name] ?? "";

export function says(event) {
  if (event.attributed_to) return [event.attributed_to];
  return [event.attribution === "none" ? "nobody named" : `${plain(event.attribution)} source`];
}

export const how = (event) =>
  event.attributed_to && event.attribution !== "none" ? ` (${plain(event.attribution)})` : "";

export function where(event) {
  const land = event.country ? country(event.country) : "";
  const place = event.place ?? "";
  return place.toLowerCase().includes(land.toLowerCase()) ? [place] : [place, land];
}

function country(code) {
  try {
    return regions.of(code) ?? code;
  } catch {
    return code;
  }
}

export const amount = (quantity) => `${numbers.format(quantity.value)} ${quantity.unit}`;

const two = (n) => String(n).padStart(2, "0");

/** 03:12 UTC, with the day when it is not today's. */
export function clock(iso, now) {
  const at = new Date(iso);
  if (Number.isNaN(at.getTime())) return "no time";
  const time = `${two(at.getUTCHours())}:${two(at.getUTCMinutes())} UTC`;
  const day = `${at.getUTCDate()} ${months[at.getUTCMonth()]}`;
  if (at.toISOString().slice(0, 10) === new Date(now).toISOString().slice(0, 10)) return time;
  const year = at.getUTCFullYear();
  return `${day}${year === new Date(now).getUTCFullYear() ? "" : ` ${year}`} ${time}`;
}

export function ago(iso, now) {
  const seconds = (now - new Date(iso).getTime()) / 1000;
  if (Number.isNaN(seconds)) return "";
  const size = Math.abs(seconds);
  if (size < 60) return "just now";
  const [n, unit] =
    size < 3600 ? [size / 60, "min"] : size < 86400 ? [size / 3600, "h"] : [size / 86400, "d"];
  return seconds > 0 ? `${Math.floor(n)} ${unit} ago` : `in ${Math.floor(n)} ${unit}`;
}

/** Fold case, accents and Arabic spelling, so that a filter finds what a reader means. */
export const fold = (text) =>
  text
    .normalize("NFKD")
    .replace(/[\p{M}\u0640]/gu, "")
    .replaceAll("ى", "ي")
    .replaceAll("ة", "ه")
    .toLowerCase();
