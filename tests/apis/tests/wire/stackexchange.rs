use endpoint_api_tests::stackexchange::ByIdsRequest;

use crate::support::{call, line, ok};

#[tokio::test]
async fn ids_and_tags_have_semicolons_between_them() {
    let request = ByIdsRequest::new([11_227_809, 231_767], "stackoverflow").tagged(["rust", "async-await"]);
    let (request, _) = call(request, ok("application/json", "{}")).await;
    assert_eq!(line(&request), "GET /2.3/questions/11227809;231767?site=stackoverflow&tagged=rust%3Basync-await");
}
