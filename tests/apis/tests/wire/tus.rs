use endpoint_api_tests::tus::AbilitiesRequest;
use endpoint_runtime::{Bytes, http::Response};

use crate::support::{call, line};

#[tokio::test]
async fn the_answer_stands_in_headers() {
    let answer = Response::builder()
        .status(204)
        .header("tus-resumable", "1.0.0")
        .header("tus-version", "1.0.0,0.2.2")
        .header("tus-max-size", "1073741824")
        .body(Bytes::new())
        .unwrap();
    let (request, abilities) = call(AbilitiesRequest::new(), answer).await;
    assert_eq!(line(&request), "OPTIONS /files");
    assert_eq!((&*abilities.version, abilities.max_size), ("1.0.0,0.2.2", Some(1 << 30)));
    assert_eq!(abilities.extension, None);
}
