use endpoint_api_tests::mailgun::{ResendRequest, SendRequest};
use endpoint_runtime::FilePart;

use crate::support::{body, call, line, ok};

const ACCEPTED: &str = r#"{"id": "<1@example.com>", "message": "Queued. Thank you."}"#;

#[tokio::test]
async fn variables_and_headers_are_parts_with_their_prefix() {
    let request = SendRequest::new("example.com", "a@example.com", "Hello")
        .to(["b@example.com", "c@example.com"])
        .text("Hi")
        .tags(["welcome"])
        .variables([("my-var", "{\"id\": 1}")])
        .headers([("X-My-Header", "1"), ("Reply-To", "d@example.com")])
        .attachment([FilePart::new("a.txt", "abc")]);
    let (request, accepted) = call(request, ok("application/json", ACCEPTED)).await;
    assert_eq!(line(&request), "POST /v3/example.com/messages");
    assert_eq!(accepted.id, "<1@example.com>");
    let parts: Vec<_> = body(&request).split("form-data; name=\"").skip(1).collect();
    let parts: Vec<_> = parts
        .iter()
        .map(|part| {
            let (name, rest) = part.split_once('"').unwrap();
            let content = rest.split_once("\r\n\r\n").unwrap().1.split_once("\r\n--").unwrap().0;
            (name, content)
        })
        .filter(|(name, _)| *name != "attachment")
        .collect();
    let expected = [
        ("from", "a@example.com"),
        ("to", "b@example.com"),
        ("to", "c@example.com"),
        ("subject", "Hello"),
        ("text", "Hi"),
        ("o:tag", "welcome"),
        ("v:my-var", "{\"id\": 1}"),
        ("h:Reply-To", "d@example.com"),
        ("h:X-My-Header", "1"),
    ];
    assert_eq!(parts, expected);
}

#[tokio::test]
async fn variables_are_fields_of_a_form_with_their_prefix() {
    let request = ResendRequest::new("example.com", "k1").to(["b@example.com"]).variables([("my var", "1&2")]);
    let (request, _) = call(request, ok("application/json", ACCEPTED)).await;
    assert_eq!(line(&request), "POST /v3/example.com/messages/k1");
    assert_eq!(body(&request), "to=b%40example.com&v%3Amy%20var=1%262");
}
