//! Values in headers: what is sent is what the server reads, and any header is answered.

use arbitrary::Unstructured;
use endpoint_runtime::{Bytes, Json, http};

use crate::fixtures::{CLIENT, HeadersRequest, block_on, check_echo, serve};

pub(crate) fn check(data: &[u8]) {
    round_trip(data);
    if let Ok(value) = http::HeaderValue::from_bytes(data) {
        let mut request = http::Request::get("/headers");
        for name in ["x-text", "x-count", "x-tags", "x-key"] {
            request = request.header(name, value.clone());
        }
        let (status, _) = serve(request.body(Bytes::new()).expect("a request"));
        assert!(status.is_success() || status.is_client_error(), "{status}");
    }
}

fn round_trip(data: &[u8]) {
    let mut input = Unstructured::new(data);
    let (Ok(text), Ok(count), Ok(tags), Ok(key)) = (
        input.arbitrary::<Option<String>>(),
        input.arbitrary(),
        input.arbitrary::<Vec<String>>(),
        input.arbitrary::<Option<String>>(),
    ) else {
        return;
    };
    let mut request = HeadersRequest::new();
    request.text = text;
    request.count = count;
    request.tags = tags;
    request.key = key.and_then(|key| key.parse::<Json>().ok());
    let answer = block_on(async { CLIENT.send(request.clone()).await });
    check_echo(&request, answer);
}
