//! Forms: what is sent is what the server reads, and a body of any bytes is read as a parser of forms reads it.

use arbitrary::Unstructured;
use endpoint_runtime::{Bytes, http};

use crate::fixtures::{CLIENT, FormRequest, block_on, check_echo, serve, values};

pub(crate) fn check(data: &[u8]) {
    if let Ok((text, count, tags)) = Unstructured::new(data).arbitrary() {
        let mut request = FormRequest::new();
        (request.text, request.count, request.tags) = (text, count, tags);
        let answer = block_on(async { CLIENT.send(request.clone()).await });
        check_echo(&request, answer);
    }
    let request = http::Request::post("/form").header("content-type", "application/x-www-form-urlencoded");
    let (status, body) = serve(request.body(Bytes::copy_from_slice(data)).expect("a request"));
    assert!(status.is_success() || status.is_client_error(), "{status}");
    let pairs: Vec<_> = form_urlencoded::parse(data).into_owned().collect();
    let (texts, counts) = (values(&pairs, "text"), values(&pairs, "count"));
    if status.is_success() {
        let mut read = FormRequest::new();
        read.text = texts.first().cloned();
        read.count = counts.first().and_then(|count| count.parse().ok());
        read.tags = values(&pairs, "tags");
        assert_eq!(serde_json::from_slice::<String>(&body).ok(), Some(format!("{read:?}")));
    } else {
        // The server refuses a malformed escape, and a value that is given twice.
        let is_plain = data.iter().all(|byte| byte.is_ascii() && *byte != b'%');
        let is_number = counts.iter().all(|count| count.is_empty() || count.parse::<i64>().is_ok());
        assert!(!is_plain || texts.len() > 1 || counts.len() > 1 || !is_number, "{status}: {pairs:?}");
    }
}
