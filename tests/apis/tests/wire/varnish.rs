use endpoint_api_tests::varnish::PurgeRequest;

use crate::support::{call, line, ok};

#[tokio::test]
async fn a_page_is_purged() {
    let (request, _) = call(PurgeRequest::new("news/2024/a b"), ok("text/plain", "Purged")).await;
    assert_eq!(line(&request), "PURGE /news/2024/a%20b");
}
