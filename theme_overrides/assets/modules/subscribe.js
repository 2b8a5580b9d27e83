// @ts-check
/**
 * Calendar programs subscribe to `webcal:` addresses, which are absolute. Where the pages are is only known
 * here, so the links to calendar files become subscriptions when the page is shown by a server.
 */
if (location.protocol.startsWith("http")) {
  for (const link of document.querySelectorAll("a[data-subscribe]")) {
    const address = new URL(link.getAttribute("href") ?? "", document.baseURI);
    if (!address.protocol.startsWith("http")) continue;
    link.setAttribute("href", `webcal://${address.host}${address.pathname}`);
  }
}
