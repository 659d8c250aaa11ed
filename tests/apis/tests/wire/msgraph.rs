use endpoint_api_tests::msgraph::ListUsersRequest;

use crate::support::{call, header, line, ok};

#[tokio::test]
async fn keys_have_a_dollar_and_properties_commas_between_them() {
    let request = ListUsersRequest::new()
        .filter("startswith(displayName,'A')")
        .select(["displayName", "mail"])
        .order_by(["displayName desc"])
        .top(5)
        .count(true)
        .consistency_level("eventual");
    let (request, _) = call(request, ok("application/json", "{}")).await;
    assert_eq!(
        line(&request),
        "GET /v1.0/users?$filter=startswith%28displayName%2C%27A%27%29&$select=displayName,mail\
         &$orderby=displayName%20desc&$top=5&$count=true"
    );
    assert_eq!(header(&request, "consistencylevel"), "eventual");
}
