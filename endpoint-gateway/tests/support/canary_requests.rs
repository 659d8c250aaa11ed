//! Requests of every kind that are full of canaries.

use std::net::SocketAddr;

use serde_json::json;

/// The stored credential, and its replacements.
pub(crate) const STORED: &str = "canary-stored-7f3a1c";
pub(crate) const HANDED: &str = "canary-handed-0b92de";
pub(crate) const REFUSED: &str = "canary-refused-d4417e";
/// The credential of the environment.
pub(crate) const BASIC: &str = "canary-basic-55e0aa";
/// Values that callers send.
pub(crate) const SESSION: &str = "canary-session-c81b33";
pub(crate) const PATH: &str = "canary-path-1d90f2";
pub(crate) const QUERY: &str = "canary-query-ab5c07";
pub(crate) const KEY: &str = "canary-name-41ffe9";
pub(crate) const BODY: &str = "canary-body-e62b18";
pub(crate) const COOKIE: &str = "canary-cookie-90aa4d";
pub(crate) const WRONG: &str = "canary-wrong-3ce715";
/// The upstream's response.
pub(crate) const RESPONSE: &str = "canary-response-8812cd";

/// Makes valid and invalid requests for a gateway at this address, with this token.
pub(crate) fn requests(host: SocketAddr, token: &str) -> Vec<String> {
    let head = |line: &str, fields: &str| {
        format!("{line} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\nCookie: a={COOKIE}\r\n{fields}\r\n")
    };
    let proof = format!("Authorization: Bearer {token}\r\n");
    let show = format!("GET /v1/things/{PATH}?filter={QUERY}");
    let length = BODY.len() + 11;
    let put = |fields: &str| {
        let head = head(&format!("PUT /v1/things/{PATH}"), &format!("{proof}{fields}Content-Length: {length}\r\n"));
        format!("{head}{{\"name\":\"{BODY}\"}}")
    };
    let json = "Content-Type: application/json\r\n";
    let mut requests = vec![
        head(&show, &proof),
        head(&show, &format!("{proof}X-Reason: {SESSION}\r\nX-Api-Key: {SESSION}\r\n")),
        head(
            &format!("GET /v1/b2b/organizations/{PATH}/connected_apps"),
            &format!("{proof}X-Stytch-Member-Session: {SESSION}\r\n"),
        ),
        put(json),
        put(""),
        put(&format!("{json}Content-Length: {length}\r\n")),
        head(&show, ""),
        head(&show, &format!("Authorization: Bearer {WRONG}\r\n")),
        head(&show, &format!("Authorization: Basic {WRONG}\r\n")),
        head(&show, &format!("{proof}Origin: https://{WRONG}.example\r\n")),
        head(&show, &format!("{proof}Sec-Fetch-Site: cross-site\r\n")),
        head(&show, &proof).replace(&host.to_string(), &format!("{WRONG}.example")),
        head(&show, &proof).replacen("Host:", &format!("Host: {WRONG}\r\nHost:"), 1),
        head(&format!("GET /{PATH}"), &proof),
        head(&format!("DELETE /v1/things/{PATH}"), &proof),
        head(&format!("GET /v1/things/{PATH}?{KEY}={QUERY}"), &proof),
        head(&format!("GET /v1/things/{PATH}%2F?filter={QUERY}"), &proof),
        head(&format!("GET /v1/things/{PATH}%zz"), &proof),
        head(&format!("GET http://{WRONG}/{PATH}"), &proof),
        head(&show, &format!("{proof}X-Reason: {SESSION}\r\nX-Reason: {SESSION}\r\n")),
        head(&show, &format!("{proof}Upgrade: {WRONG}\r\n")),
        format!("GET /{PATH} {SESSION}\r\n\r\n"),
        head(&show, &format!("{proof}{}", format!("X-{KEY}: {SESSION}\r\n").repeat(300))),
        head("GET /", &proof),
        head(&format!("GET /-/operations/acme/{PATH}"), &proof),
        head("GET /-/status", &proof),
        head("GET /-/status", &format!("Authorization: Bearer {WRONG}\r\n")),
        head(&format!("PUT /-/credentials/{PATH}"), &proof),
    ];
    let handed = |parts: serde_json::Value| {
        let body = json!({ "parts": parts }).to_string();
        let fields = format!("{proof}{json}Content-Length: {}\r\n", body.len());
        head("PUT /-/credentials/acme", &fields) + &body
    };
    requests.push(handed(json!({ "token": HANDED })));
    requests.push(handed(json!({ "token": format!("{REFUSED}\n") })));
    requests.push(handed(json!({ "token": REFUSED, REFUSED: REFUSED })));
    requests.push(handed(json!([REFUSED])));
    requests.extend((0..60).map(|_| head(&format!("HEAD /v1/things/{PATH}"), &proof)));
    requests.push(head("GET /-/health", ""));
    requests
}
