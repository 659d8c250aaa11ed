use endpoint_api_tests::influx::QueryRequest;

use crate::support::{body, call, header, line, ok};

#[tokio::test]
async fn a_query_has_a_media_type_of_its_own_and_the_answer_is_csv() {
    let request = QueryRequest::new("acme", "from(bucket: \"weather\")");
    let (request, csv) = call(request, ok("application/csv", "a,b\r\n1,2\r\n")).await;
    assert_eq!(line(&request), "POST /api/v2/query?org=acme");
    assert_eq!(header(&request, "content-type"), "application/vnd.flux");
    assert_eq!(header(&request, "accept"), "application/csv");
    assert_eq!(body(&request), "from(bucket: \"weather\")");
    assert_eq!(csv, "a,b\r\n1,2\r\n");
}
