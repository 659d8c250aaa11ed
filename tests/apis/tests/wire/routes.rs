//! Requests of the typed clients come to the right implementation, with the values that were sent.
#![allow(clippy::unwrap_used, reason = "the helpers of a test may fail, too")]

use endpoint_api_tests::{couchdb, docker, github, google_crm, nextcloud, odata, s3};
use endpoint_runtime::{
    Bytes, Client, Json, Result,
    server::{Router, Routes},
};

/// Returns the requests as it shows them.
struct Echo;

macro_rules! echo {
    ($($module:ident::$trait:ident { $($method:ident($request:ident) -> $result:ty = $convert:expr;)* })*) => {$(
        impl $module::$trait for Echo {
            $(async fn $method(&self, request: $module::$request) -> Result<$result> {
                let convert: fn(String) -> $result = $convert;
                Ok(convert(format!("{request:?}")))
            })*
        }
    )*};
}

echo! {
    s3::Objects {
        get_object(GetObjectRequest) -> s3::Object = |text| s3::Object {
            etag: "1".to_owned(),
            content_type: "text/plain".to_owned(),
            metadata: [("a".to_owned(), "b".to_owned())].into(),
            content: Bytes::from(text),
        };
        get_object_tagging(GetObjectTaggingRequest) -> String = |text| text;
        list_objects(ListObjectsRequest) -> s3::ListBucketResult = |text| s3::ListBucketResult {
            contents: vec![s3::ObjectSummary { key: text, size: 1 }],
            next_continuation_token: None,
        };
        create_multipart_upload(CreateMultipartUploadRequest) -> String = |text| text;
        complete_multipart_upload(CompleteMultipartUploadRequest) -> String = |text| text;
    }
    docker::Registry {
        list_tags(ListTagsRequest) -> Json = Json::from;
        get_manifest(GetManifestRequest) -> Json = Json::from;
    }
    github::Commits {
        compare(CompareRequest) -> Json = Json::from;
        get_content(GetContentRequest) -> Json = Json::from;
    }
    google_crm::Projects {
        get_project(GetProjectRequest) -> Json = Json::from;
        undelete_project(UndeleteProjectRequest) -> Json = Json::from;
        test_permissions(TestPermissionsRequest) -> Json = Json::from;
    }
    nextcloud::Files {
        list_folder(ListFolderRequest) -> nextcloud::MultiStatus = |text| nextcloud::MultiStatus {
            responses: vec![nextcloud::DavResponse { href: text }],
        };
    }
    couchdb::Views {
        get_design(GetDesignRequest) -> Json = Json::from;
        get_document(GetDocumentRequest) -> Json = Json::from;
        get_attachment(GetAttachmentRequest) -> Bytes = Bytes::from;
    }
    odata::People {
        get_person(GetPersonRequest) -> Json = Json::from;
        get_trip(GetTripRequest) -> Json = Json::from;
    }
}

fn client(routes: impl Into<Routes>) -> Client {
    Client::builder().service(Router::new(routes.into()).unwrap()).build().unwrap()
}

/// Sends each request, and compares it with the one that the implementation got.
macro_rules! arrive {
    ($client:expr, $($request:expr),* $(,)?) => {$(
        let sent = format!("{:?}", $request);
        let got = $client.send($request).await.unwrap();
        let got = format!("{got:?}").replace("\\\\", "\\").replace("\\\"", "\"");
        assert!(got.contains(&sent), "{got}\n{sent}");
    )*};
}

#[tokio::test]
async fn objects_of_s3() {
    let client = client(s3::ObjectsServer::new(Echo));
    arrive!(
        client,
        s3::GetObjectRequest::new("photos/2024/a b%2F.jpg"),
        s3::GetObjectRequest::new("a").version_id("1"),
        s3::GetObjectTaggingRequest::new("a/b"),
        s3::ListObjectsRequest::new().prefix("x/"),
        s3::CreateMultipartUploadRequest::new("a/b"),
        s3::CompleteMultipartUploadRequest::new("a/b", "7", "<x/>"),
    );
}

#[tokio::test]
async fn names_of_several_segments_and_parts_of_segments() {
    let client = client(docker::RegistryServer::new(Echo));
    arrive!(
        client,
        docker::ListTagsRequest::new("library/ä b"),
        docker::ListTagsRequest::new("manifests/tags/list"),
        docker::GetManifestRequest::new("tags/list/manifests", "tags"),
    );
    let client = self::client(github::CommitsServer::new(Echo));
    arrive!(
        client,
        github::CompareRequest::new("o", "r", "main", "feature/x...y"),
        github::CompareRequest::new("o", "r", "v1.2", ".x"),
        github::GetContentRequest::new("o", "r", "src/lib.rs").reference("main"),
    );
    let client = self::client(google_crm::ProjectsServer::new(Echo));
    arrive!(
        client,
        google_crm::GetProjectRequest::new("a:undelete"),
        google_crm::UndeleteProjectRequest::new("a:b"),
        google_crm::TestPermissionsRequest::new("folders/1:x/y", []),
    );
    let client = self::client(nextcloud::FilesServer::new(Echo));
    arrive!(client, nextcloud::ListFolderRequest::new("ada", "a/b c", "1"));
    let client = self::client(odata::PeopleServer::new(Echo));
    arrive!(client, odata::GetPersonRequest::new("o'neil (x)"), odata::GetTripRequest::new("x", 1));
}

#[tokio::test]
async fn a_literal_comes_before_a_value() {
    let client = client(couchdb::ViewsServer::new(Echo));
    arrive!(
        client,
        couchdb::GetDesignRequest::new("shop", "orders"),
        couchdb::GetDocumentRequest::new("shop", "_design/orders"),
        couchdb::GetAttachmentRequest::new("shop", "doc", "x/y.png"),
        couchdb::GetAttachmentRequest::new("shop", "doc", "x"),
    );
}
