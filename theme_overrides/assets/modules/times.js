// @ts-check
/**
 * Shows when an event takes place on the reader's own clock, where that is another than the organiser's.
 * The page already has the time in the organiser's zone and in UTC; without this script nothing is missing.
 */
for (const place of document.querySelectorAll("[data-begin]")) {
  if (!(place instanceof HTMLElement)) continue;
  const { begin, end, zone, words } = place.dataset;
  const here = Intl.DateTimeFormat().resolvedOptions().timeZone;
  if (!begin || !words || here === zone) continue;
  const form = new Intl.DateTimeFormat(document.documentElement.lang, {
    weekday: "long", day: "numeric", month: "long", year: "numeric", hour: "2-digit", minute: "2-digit", hourCycle: "h23",
  });
  const first = new Date(begin);
  const time = end ? form.formatRange(first, new Date(end)) : form.format(first);
  place.textContent = words.replace("{time}", time).replace("{zone}", here.replaceAll("_", " "));
  place.hidden = false;
}
