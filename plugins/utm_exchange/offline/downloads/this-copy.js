// @ts-check
/** Says how old this copy is by the clock of the device. Without it the page gives the day of the edition. */
const DAY = 24 * 60 * 60 * 1000;
const OLD = 180;

for (const place of document.querySelectorAll("[data-made]")) {
  if (!(place instanceof HTMLElement)) continue;
  const { made, said, old, early } = place.dataset;
  const days = Math.floor((Date.now() - Date.parse(`${made}T00:00:00Z`)) / DAY);
  const ago = new Intl.RelativeTimeFormat(document.documentElement.lang, { numeric: "auto" });
  // A clock that was never set tells of a day before the copy was made.
  const words = days < 0 ? early : days > OLD ? old : said;
  place.textContent = (words ?? "").replace("{ago}", days > 60 ? ago.format(-Math.floor(days / 30.44), "month") : ago.format(-days, "day"));
  place.hidden = false;
}
