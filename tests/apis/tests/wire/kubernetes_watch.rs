use endpoint_api_tests::kubernetes_watch::{WatchEventType, WatchRequest};

use crate::support::{call, header, line, ok};

#[tokio::test]
async fn a_watch_is_read_line_by_line() {
    let lines =
        "{\"type\":\"ADDED\",\"object\":{\"metadata\":{\"name\":\"a\"}}}\n{\"type\":\"RENAMED\",\"object\":{}}\n";
    let (request, mut pods) =
        call(WatchRequest::new("default").resource_version("7"), ok("application/json", lines)).await;
    assert_eq!(line(&request), "GET /api/v1/namespaces/default/pods?watch=true&resourceVersion=7");
    assert_eq!(header(&request, "accept"), "application/json");
    let added = pods.next().await.unwrap().unwrap();
    assert_eq!((added.r#type, &added.object["metadata"]["name"]), (WatchEventType::Added, &"a".into()));
    assert_eq!(pods.next().await.unwrap().unwrap().r#type.as_str(), "RENAMED");
    assert!(pods.next().await.is_none());
}
