// @ts-check
/** The map: the drawing that the build made of all cities, of which those stay that have something to show. */
import { Bits } from "./bits.js";
import { drawn, part } from "./elements.js";

/**
 * @param {string} html the drawing @param {import("./facets.js").Facets} facets with the cities
 * @param {Bits} result @param {(number: number) => string} counted words for a number of results
 * @returns {{figure: Element, placed: number}} `placed` tells how many of the result have a point
 */
export function mapOf(html, facets, result, counted) {
  const figure = drawn(html);
  const placed = new Bits(facets.size);
  for (const point of figure.querySelectorAll("a.map-point")) {
    const slug = point.getAttribute("href")?.split("/").at(-2) ?? "";
    const city = facets.values("city").get(slug);
    const number = city ? result.count(city.bits) : 0;
    if (city && number) {
      part(point, "title").textContent = `${city.label}, ${counted(number)}`;
      placed.add(city.bits);
    } else point.remove();
  }
  return { figure, placed: result.count(placed) };
}
