// @ts-check
/**
 * From a USB stick there is no server that turns `practices/` into `practices/index.html`,
 * so under `file:` every such link is completed when it is followed.
 */
if (location.protocol === "file:") {
  document.addEventListener("click", (event) => {
    const link = event.target instanceof Element ? event.target.closest("a[href]") : null;
    if (!(link instanceof HTMLAnchorElement) && !(link instanceof SVGAElement)) return;
    const address = new URL(link.getAttribute("href") ?? "", document.baseURI);
    if (address.protocol !== "file:" || !address.pathname.endsWith("/")) return;
    event.preventDefault();
    address.pathname += "index.html";
    location.assign(address.href);
  });
}
