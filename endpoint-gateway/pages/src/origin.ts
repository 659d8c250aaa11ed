/** The URLs of gateways that a page may send requests to. */

/** A gateway's origin, or the problem of a text that this page cannot use as one. */
export type Checked = { readonly origin: string } | { readonly problem: string };

/** Checks a gateway's URL that was entered. `listed` are the origins that the operator listed beside the page's own. */
export function checkOrigin(text: string, page: string, listed: readonly string[]): Checked {
  if (text.trim() === "") return { problem: "Enter the gateway's URL." };
  const url = URL.canParse(text.trim()) ? new URL(text.trim()) : undefined;
  if (url === undefined || url.hostname === "") {
    return { problem: "This is not a whole URL. Enter one such as https://gateway.example.com." };
  }
  if (url.protocol !== "http:" && url.protocol !== "https:") {
    return { problem: "A gateway's URL begins with https:// or http://." };
  }
  if (url.username !== "" || url.password !== "") {
    return { problem: "A gateway's URL holds no user name and no password." };
  }
  if (url.pathname !== "/" || /[?#]/.test(text)) {
    return { problem: "A gateway's URL ends after host and port: no path, no ?, no #." };
  }
  if (url.origin === page) return { origin: url.origin };
  if (page.startsWith("https:") && url.protocol === "http:" && !isLoopback(url.hostname)) {
    return { problem: "This page came over https, and browsers refuse its requests over http (mixed content). Use the gateway's https URL." };
  }
  if (!listed.includes(url.origin)) {
    const allowed = [page, ...listed.filter((origin) => origin !== page)].join(", ");
    return { problem: `The operator of these pages has not listed ${url.origin}, so that their policy refuses requests to it. Allowed: ${allowed}.` };
  }
  return { origin: url.origin };
}

/** Returns whether a host is this machine, which browsers trust as much as https. */
function isLoopback(host: string): boolean {
  return host === "localhost" || host.endsWith(".localhost") || host === "[::1]" || /^127(\.\d+){3}$/.test(host);
}
