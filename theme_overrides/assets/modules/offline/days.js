// @ts-check
/** The day of an edition as the pages write it: "14 March 2026". @param {string} edition begins with its day @param {string} language */
export function dayOf(edition, language) {
  const form = new Intl.DateTimeFormat(language, { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });
  const parts = form.formatToParts(new Date(edition.slice(0, 10)));
  return ["day", "month", "year"].map((type) => parts.find((part) => part.type === type)?.value).join(" ");
}
