use endpoint_api_tests::scim::{
    CreateRequest, PatchOperation, PatchRequest, Patched, ReplaceRequest, User, UsersClient,
};
use endpoint_runtime::{Bytes, http::Response};

use crate::support::{body, call, header, line, ok};

const USER: &str = r#"{"id":"7","userName":"ada"}"#;

#[tokio::test]
async fn every_body_has_the_media_type_of_the_trait() {
    let (sent, user) = call(CreateRequest::new("ada"), ok("application/scim+json", USER)).await;
    assert_eq!(line(&sent), "POST /scim/v2/Users");
    assert_eq!(header(&sent, "content-type"), "application/scim+json");
    assert_eq!(header(&sent, "accept"), "application/scim+json");
    assert_eq!(body(&sent), r#"{"schemas":["urn:ietf:params:scim:schemas:core:2.0:User"],"userName":"ada"}"#);
    assert_eq!(user.user_name, "ada");
    let (sent, _) = call(ReplaceRequest::new("7", User::new("7", "ada")), ok("application/scim+json", USER)).await;
    assert_eq!(header(&sent, "content-type"), "application/scim+json");
    assert_eq!(body(&sent), USER);
}

#[tokio::test]
async fn a_patch_sends_a_constant_list() {
    let operation = PatchOperation::new("replace").path("active").value(serde_json::json!(false));
    let request = PatchRequest::new("7", [operation]).attributes(["userName", "emails"]);
    let (sent, patched) = call(request.clone(), ok("application/scim+json", USER)).await;
    assert_eq!(line(&sent), "PATCH /scim/v2/Users/7?attributes=userName,emails");
    assert_eq!(header(&sent, "accept"), "application/scim+json");
    assert_eq!(
        body(&sent),
        r#"{"schemas":["urn:ietf:params:scim:api:messages:2.0:PatchOp"],"Operations":[{"op":"replace","path":"active","value":false}]}"#
    );
    assert!(matches!(patched, Patched::Changed(user) if user.id == "7"));
    let (_, patched) = call(request, Response::builder().status(204).body(Bytes::new()).unwrap()).await;
    assert!(matches!(patched, Patched::Unchanged));
}

#[test]
fn responses_have_the_media_type_too() {
    let types = UsersClient::ENDPOINTS.iter().map(|endpoint| endpoint.response.content_type);
    let own = "application/scim+json";
    assert_eq!(types.collect::<Vec<_>>(), [own, own, own, "application/json"]);
    let [.., patch, _] = UsersClient::ENDPOINTS else { panic!("four endpoints") };
    let variants = patch.response.variants.iter().map(|variant| (variant.status, variant.content_type));
    assert_eq!(variants.collect::<Vec<_>>(), [(Some(200), own), (Some(204), "")]);
}
