use endpoint_api_tests::nextcloud::{ListFolderRequest, MakeFolderRequest, MoveFileRequest, Prop, PropFind};
use endpoint_runtime::{Bytes, http::Response};

use crate::support::{body, call, header, line, ok};

#[tokio::test]
async fn a_folder_is_listed_by_propfind() {
    let properties = PropFind { namespace: "DAV:".to_owned(), prop: Prop { last_modified: String::new() } };
    let request = ListFolderRequest::new("ada", "photos/2024 b", "1").properties(properties);
    let xml = r#"<d:multistatus xmlns:d="DAV:"><d:response><d:href>/a%20b</d:href></d:response></d:multistatus>"#;
    let mut answer = ok("application/xml; charset=utf-8", xml);
    *answer.status_mut() = 207.try_into().unwrap();
    let (request, listed) = call(request, answer).await;
    assert_eq!(line(&request), "PROPFIND /remote.php/dav/files/ada/photos/2024%20b");
    assert_eq!(header(&request, "depth"), "1");
    assert_eq!(header(&request, "content-type"), "application/xml");
    assert_eq!(
        body(&request),
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><d:propfind xmlns:d=\"DAV:\"><d:prop><d:getlastmodified/></d:prop></d:propfind>"
    );
    assert_eq!(listed.responses[0].href, "/a%20b");
}

#[tokio::test]
async fn folders_are_made_and_moved() {
    let made = || Response::builder().status(201).body(Bytes::new()).unwrap();
    let (request, ()) = call(MakeFolderRequest::new("ada", "a/b"), made()).await;
    assert_eq!(line(&request), "MKCOL /remote.php/dav/files/ada/a/b");
    let destination = "https://cloud.example.com/remote.php/dav/files/ada/c";
    let (request, ()) = call(MoveFileRequest::new("ada", "a/b", destination), made()).await;
    assert_eq!(line(&request), "MOVE /remote.php/dav/files/ada/a/b");
    assert_eq!(header(&request, "destination"), destination);
}
