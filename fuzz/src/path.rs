//! Values in paths: what is sent stays in its place, and is what the server reads.

use arbitrary::Unstructured;
use endpoint_runtime::Endpoint;
use url::Url;

use crate::fixtures::{
    CLIENT, CompareRequest, FileRequest, PersonRequest, PlainRequest, ProductRequest, UndeleteRequest, block_on,
    check_echo, encoded,
};

pub(crate) fn check(data: &[u8]) {
    let mut input = Unstructured::new(data);
    let Ok((index, first, second)) = input.arbitrary::<(u8, String, String)>() else { return };
    macro_rules! check {
        ($request:expr, $segments:expr) => {{
            let request = $request;
            check_url(&request, $segments);
            let answer = block_on(async { CLIENT.send(request.clone()).await });
            check_echo(&request, answer);
        }};
    }
    match index % 6 {
        0 => check!(PlainRequest::new(first, second), 3),
        1 => check!(CompareRequest::new(first, second), 2),
        2 => check!(ProductRequest::new(first), 2),
        3 => check!(UndeleteRequest::new(first), 2),
        4 => check!(PersonRequest::new(first), 1),
        _ => {
            let segments = 1 + first.split('/').count();
            check!(FileRequest::new(first), segments);
        }
    }
}

/// Checks that a URL parser finds the segments of the template, and nothing to normalize.
fn check_url(request: &impl Endpoint, segments: usize) {
    let Some(encoded) = encoded(request) else { return };
    let text = encoded.uri().to_string();
    let url = Url::parse(&text).expect("a URL");
    assert_eq!(url.as_str(), text);
    assert_eq!(url.host_str(), Some("api.example.com"));
    assert_eq!(url.path_segments().map(Iterator::count), Some(segments), "{text}");
}
