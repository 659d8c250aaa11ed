// The URLs that the Gateway panel accepts.
import assert from "node:assert/strict";

const { checkOrigin } = await import(process.argv[2]);
const page = "http://127.0.0.1:8080";
const listed = ["https://gateway.example.com", "http://plain.example.com"];
const origin = (text, from = page) => checkOrigin(text, from, listed).origin;
const problem = (text, from = page) => checkOrigin(text, from, listed).problem ?? "";

assert.equal(origin(page), page);
assert.equal(origin(`  ${page}/ `), page);
assert.equal(origin("HTTP://127.0.0.1:8080"), page);
assert.equal(origin("https://gateway.example.com:443/"), "https://gateway.example.com");

for (const [text, reason] of [
  ["", /Enter/],
  ["   ", /Enter/],
  ["gateway.example.com", /whole URL/],
  ["127.0.0.1:8080", /whole URL|begins with/],
  ["ftp://gateway.example.com", /https:\/\//],
  ["javascript:alert(1)//", /whole URL|https:\/\//],
  ["https://me:secret@gateway.example.com", /user name/],
  ["https://:secret@gateway.example.com", /user name/],
  ["https://gateway.example.com/v1", /path/],
  ["https://gateway.example.com/?", /no \?/],
  ["https://gateway.example.com/#", /no #/],
  // Another host, port or scheme, and hosts that only look like a listed one.
  ["https://evil.example", /not listed/],
  ["http://127.0.0.1:8081", /not listed/],
  ["https://127.0.0.1:8080", /not listed/],
  ["https://gateway.example.com.evil.example", /not listed/],
  ["https://gateway.example.com:444", /not listed/],
  ["https:\\\\evil.example", /not listed/],
]) {
  assert.equal(origin(text), undefined, text);
  assert.match(problem(text), reason, text);
}
assert.match(problem("https://evil.example"), /Allowed: http:\/\/127\.0\.0\.1:8080, https:\/\/gateway\.example\.com/);
assert.ok(!problem("https://me:secret@evil.example").includes("secret"));

// A page that came over https can use plain http for this machine only.
const secure = "https://docs.example.com";
assert.match(problem("http://plain.example.com", secure), /mixed content/);
assert.match(problem("http://evil.example", secure), /mixed content/);
assert.match(problem("http://127.0.0.1.evil.example", secure), /mixed content/);
for (const here of ["http://127.0.0.1:8080", "http://localhost:8080", "http://[::1]:8080"]) {
  assert.match(problem(here, secure), /not listed/, here);
  assert.equal(checkOrigin(here, secure, [here]).origin, here);
}
