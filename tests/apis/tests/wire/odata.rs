use endpoint_api_tests::odata::{GetPersonRequest, GetTripRequest};

use crate::support::{call, line, ok};

#[tokio::test]
async fn keys_are_in_parentheses() {
    let request = GetPersonRequest::new("o'neil").select(["FirstName"]);
    let (request, _) = call(request, ok("application/json", "{}")).await;
    assert_eq!(line(&request), "GET /People('o%27neil')?$select=FirstName");
    let (request, _) = call(GetTripRequest::new("russell", 0), ok("application/json", "{}")).await;
    assert_eq!(line(&request), "GET /People('russell')/Trips(0)");
}
