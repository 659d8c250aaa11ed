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
    assert_eq!((abilities.versions, abilities.max_size), (vec!["1.0.0".to_owned(), "0.2.2".to_owned()], Some(1 << 30)));
    assert!(abilities.extensions.is_empty());
}
