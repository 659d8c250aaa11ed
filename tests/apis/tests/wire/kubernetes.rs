use endpoint_api_tests::kubernetes::ListPodsRequest;

use crate::support::{call, line, ok};

#[tokio::test]
async fn options_of_a_list_are_a_group() {
    let request = ListPodsRequest::new("default").label_selector("app=web,tier!=db").limit(500).continue_token("a=");
    let (request, _) = call(request, ok("application/json", "{}")).await;
    assert_eq!(
        line(&request),
        "GET /api/v1/namespaces/default/pods?labelSelector=app%3Dweb%2Ctier%21%3Ddb&limit=500&continue=a%3D"
    );
}
