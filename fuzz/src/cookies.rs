//! Cookies: what is sent is what the server reads, and a header of any bytes is read as the crate `cookie` reads it.

use arbitrary::Unstructured;
use cookie::Cookie;
use endpoint_runtime::{Bytes, http};

use crate::fixtures::{CLIENT, CookiesRequest, block_on, check_echo, serve, values};

pub(crate) fn check(data: &[u8]) {
    if let Ok((text, other)) = Unstructured::new(data).arbitrary::<(Option<String>, Option<String>)>() {
        let mut request = CookiesRequest::new();
        (request.text, request.other) = (text, other);
        let answer = block_on(async { CLIENT.send(request.clone()).await });
        check_echo(&request, answer);
    }
    let Ok(value) = http::HeaderValue::from_bytes(data) else { return };
    let request = http::Request::get("/cookies").header("cookie", value.clone()).body(Bytes::new());
    let (status, body) = serve(request.expect("a request"));
    assert!(status.is_success() || status.is_client_error(), "{status}");
    let Ok(text) = value.to_str() else { return };
    // The crate refuses a whole header's part where we pass it over, so only what it has read is compared.
    let all = Cookie::split_parse(text).filter_map(Result::ok);
    let all: Vec<_> = all.map(|cookie| (cookie.name().to_owned(), cookie.value().to_owned())).collect();
    let (texts, others) = (values(&all, "text"), values(&all, "b"));
    if status.is_success() {
        let mut read = CookiesRequest::new();
        (read.text, read.other) = (texts.first().cloned(), others.first().cloned());
        assert_eq!(serde_json::from_slice::<String>(&body).ok(), Some(format!("{read:?}")), "{text:?}");
    } else {
        assert!(texts.len() > 1 || others.len() > 1, "{text:?}");
    }
}
