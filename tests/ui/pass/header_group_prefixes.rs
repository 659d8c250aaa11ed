//! The names of a group's headers as arguments begin with the prefix of its use; the headers stay the same.

use endpoint_runtime::{BaseUrl, Headers, Result, endpoints, request::encode};

#[derive(Clone, Headers)]
struct Session {
    #[header("X-Session")]
    #[sensitive]
    session_token: Option<String>,
    #[header("X-Device")]
    r#type: Option<String>,
}

#[derive(Clone, Headers)]
struct Trace {
    #[header("X-Trace")]
    trace: String,
    #[header("X-Note")]
    note: Option<String>,
}

#[endpoints]
trait Sessions {
    /// Revokes a session on behalf of another.
    #[endpoint(POST "/sessions/revoke")]
    async fn revoke(
        &self,
        #[sensitive] session_token: Option<String>,
        #[headers(prefix = "acting_")] session: Option<Session>,
        #[headers(prefix = "my_")] trace: Trace,
    ) -> Result<()>;
}

fn main() {
    let base: BaseUrl = "https://api.example.com".parse().unwrap();
    let trace = Trace { trace: "t".to_owned(), note: None };
    let request = RevokeRequest::new(trace).session_token("old").acting_session_token("mine").acting_type("web").my_note("n");
    let sent = encode(&base, &request).unwrap();
    assert_eq!(sent.headers()["x-session"], "mine");
    assert_eq!(sent.headers()["x-device"], "web");
    assert_eq!(sent.headers()["x-note"], "n");
    assert_eq!(sent.body(), r#"{"session_token":"old"}"#);

    let parameters: Vec<_> = SessionsClient::ENDPOINTS[0]
        .parameters()
        .map(|parameter| (parameter.name, parameter.wire_name, parameter.required))
        .collect();
    assert_eq!(
        parameters,
        [
            ("session_token", "session_token", false),
            ("acting_session_token", "X-Session", false),
            ("acting_type", "X-Device", false),
            ("my_trace", "X-Trace", true),
            ("my_note", "X-Note", false),
        ]
    );

    // Errors name the argument as the endpoint has it.
    let error = encode(&base, &request.acting_type("a\nb")).unwrap_err();
    assert_eq!(error.field(), "acting_type");
}
