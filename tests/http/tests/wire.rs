//! Requests, byte for byte.
#![allow(clippy::indexing_slicing, clippy::panic, clippy::unwrap_used, reason = "a test may panic")]

mod support;

use support::{REVOKED, both, json, revoke};

/// The headers of a revocation, in lower case. The transport adds `host` and `content-length`.
const HEADERS: [&str; 6] = [
    "accept: application/json",
    "authorization: Basic cHJvamVjdC10ZXN0LTE6czNjcmV0LWNhbmFyeQ==",
    "content-type: application/json",
    "content-length: 2",
    "x-stytch-member-session: session-canary-token",
    "host: ",
];

#[tokio::test]
async fn a_revocation_is_one_request_with_every_header_once() {
    for transport in [0, 1] {
        let server = support::server(vec![json("200 OK", "", REVOKED)]).await;
        let (name, stytch) = both(&server.url()).into_iter().nth(transport).unwrap();
        let revoked = stytch.send(revoke()).await.unwrap();
        assert_eq!((revoked.request_id.as_str(), revoked.status_code), ("request-id-1", 200), "{name}");

        let request = server.requests().remove(0);
        let (head, body) = request.split_once("\r\n\r\n").unwrap();
        let mut lines = head.lines();
        assert_eq!(
            lines.next().unwrap(),
            "POST /v1/b2b/organizations/org-1/members/member-1/connected_apps/app-1/revoke HTTP/1.1",
            "{name}"
        );
        assert_eq!(body, "{}", "{name}: Stytch wants an object, and never the ids again");
        let lines: Vec<String> = lines.map(lower_name).collect();
        for expected in HEADERS {
            let count = lines.iter().filter(|line| line.starts_with(expected)).count();
            assert_eq!(count, 1, "{name}: {expected} in {lines:?}");
        }
        let user_agents: Vec<_> = lines.iter().filter(|line| line.starts_with("user-agent: ")).collect();
        assert_eq!(user_agents.len(), 1, "{name}: {lines:?}");
        assert_eq!(lines.len(), HEADERS.len() + 1, "{name}: nothing else is sent: {lines:?}");
    }
}

#[tokio::test]
async fn all_but_unreserved_characters_are_encoded() {
    use stytch_endpoints::consumer::users::RevokeRequest;

    for transport in [0, 1] {
        let server = support::server(vec![json("200 OK", "", REVOKED)]).await;
        let (name, stytch) = both(&server.url()).into_iter().nth(transport).unwrap();
        stytch.send(RevokeRequest::new("a/b?c#d e%2Fü{x}", "..%2e+~-._")).await.unwrap();
        let request = server.requests().remove(0);
        assert!(
            request.starts_with(
                "POST /v1/users/a%2Fb%3Fc%23d%20e%252F%C3%BC%7Bx%7D/connected_apps/..%252e%2B~-._/revoke HTTP/1.1\r\n"
            ),
            "{name}: {request}"
        );
    }
}

#[tokio::test]
async fn a_get_has_no_body_and_no_content_type() {
    use stytch_endpoints::consumer::users::ConnectedAppsRequest;

    for transport in [0, 1] {
        let server = support::server(vec![json("200 OK", "", r#"{"connected_apps":[]}"#)]).await;
        let (name, stytch) = both(&server.url()).into_iter().nth(transport).unwrap();
        stytch.send(ConnectedAppsRequest::new("user-1")).await.unwrap();
        let request = server.requests().remove(0).to_ascii_lowercase();
        assert!(request.ends_with("\r\n\r\n"), "{name}: {request}");
        assert!(!request.contains("content-") && !request.contains("transfer-encoding"), "{name}: {request}");
    }
}

#[tokio::test]
async fn a_base_url_keeps_its_prefix() {
    for transport in [0, 1] {
        let server = support::server(vec![json("200 OK", "", REVOKED)]).await;
        let (name, stytch) = both(&format!("{}/proxied/stytch/", server.url())).into_iter().nth(transport).unwrap();
        stytch.send(revoke()).await.unwrap();
        let request = server.requests().remove(0);
        assert!(request.starts_with("POST /proxied/stytch/v1/b2b/organizations/org-1/"), "{name}: {request}");
    }
}

fn lower_name(line: &str) -> String {
    let (name, value) = line.split_once(':').unwrap();
    format!("{}:{value}", name.to_ascii_lowercase())
}
