use endpoint_api_tests::matrix::{GetStateRequest, GetStateWithKeyRequest};

use crate::support::{call, line, ok};

#[tokio::test]
async fn a_state_is_read_with_and_without_a_key() {
    let (request, _) = call(GetStateRequest::new("!a:b.org", "m.room.name"), ok("application/json", "{}")).await;
    assert_eq!(line(&request), "GET /_matrix/client/v3/rooms/%21a%3Ab.org/state/m.room.name");
    let request = GetStateWithKeyRequest::new("!a:b.org", "m.room.member", "@u:b.org");
    let (request, _) = call(request, ok("application/json", "{}")).await;
    assert_eq!(line(&request), "GET /_matrix/client/v3/rooms/%21a%3Ab.org/state/m.room.member/%40u%3Ab.org");
}
