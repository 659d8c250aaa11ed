use endpoint_api_tests::google_crm::{TestPermissionsRequest, UndeleteProjectRequest};

use crate::support::{body, call, line, ok};

#[tokio::test]
async fn a_verb_is_behind_a_raw_colon() {
    let (request, _) = call(UndeleteProjectRequest::new("415104041262"), ok("application/json", "{}")).await;
    assert_eq!(line(&request), "POST /v3/projects/415104041262:undelete");
    let request = TestPermissionsRequest::new("organizations/1/x", ["a.get".to_owned()]);
    let (request, _) = call(request, ok("application/json", "{}")).await;
    assert_eq!(line(&request), "POST /v3/organizations/1/x:testIamPermissions");
    assert_eq!(body(&request), r#"{"permissions":["a.get"]}"#);
}
