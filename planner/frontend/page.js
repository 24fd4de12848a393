// The traveller's page: keeps "now" true while somebody looks at it, and opens what its links point to.
import { copyAddresses } from "./modules/copy.js";

const MINUTE = 60_000;

/** Ask for the page again and take over its "now" section; without a network the old one stays. */
async function refresh() {
  const section = document.querySelector("[data-fresh]");
  if (!section || document.hidden || section.contains(document.activeElement)) return;
  const answer = await fetch(location.pathname, { cache: "no-store" }).catch(() => null);
  if (!answer?.ok) return;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const fresh = page.querySelector("[data-fresh]");
  if (fresh && fresh.innerHTML !== section.innerHTML) section.replaceWith(fresh);
}

/** A link to an entry opens it, also in browsers that do not do so themselves. */
function openTarget() {
  let target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  while ((target = target?.parentElement)) if (target.matches("details")) target.open = true;
}

setInterval(refresh, MINUTE);
document.addEventListener("visibilitychange", refresh);
addEventListener("hashchange", openTarget);
openTarget();
copyAddresses();
