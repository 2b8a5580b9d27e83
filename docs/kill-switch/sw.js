/*
 * The end of a service worker that does harm: put this file in the place of sw.js at the site's root. At the
 * next visit it takes over at once, throws away what this site has saved, signs itself off and loads the open
 * pages anew, which then come from the network alone. Leave it there for as long as readers may come back
 * with the broken one. See docs/offline.md.
 */
self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(end()));

async function end() {
  const own = `utm ${new URL(self.registration.scope).pathname} `;
  for (const name of await caches.keys()) if (name.startsWith(own)) await caches.delete(name);
  await self.registration.unregister();
  for (const page of await self.clients.matchAll({ type: "window" })) await page.navigate(page.url);
}
