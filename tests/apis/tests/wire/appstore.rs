use endpoint_api_tests::appstore::ListAppsRequest;

use crate::support::{call, line, ok};

fn names(key: &str, names: &[&str]) -> (String, Vec<String>) {
    (key.to_owned(), names.iter().map(|name| (*name).to_owned()).collect())
}

#[tokio::test]
async fn filters_and_fields_have_their_names_in_brackets() {
    let request = ListAppsRequest::new()
        .filter([names("bundleId", &["com.example.a", "com.example.b"]), names("name", &["Ä"])])
        .fields([names("apps", &["name", "bundleId"])])
        .sort(["-name"])
        .limit(5);
    let (request, _) = call(request, ok("application/json", "{}")).await;
    assert_eq!(
        line(&request),
        "GET /v1/apps?sort=-name&limit=5&filter%5BbundleId%5D=com.example.a,com.example.b&filter%5Bname%5D=%C3%84\
         &fields%5Bapps%5D=name,bundleId"
    );
}
