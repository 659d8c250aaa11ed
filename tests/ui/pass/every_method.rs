//! Every request method, and the properties that follow from it.

use endpoint_runtime::{Endpoint, Result, endpoints, metadata::Method};

#[endpoints]
trait Files {
    #[endpoint(GET "/files/<name>")]
    async fn read(&self, name: String) -> Result<String>;

    #[endpoint(HEAD "/files/<name>")]
    async fn probe(&self, name: String) -> Result<()>;

    #[endpoint(POST "/files/<name>")]
    async fn append(&self, name: String) -> Result<()>;

    #[endpoint(PUT "/files/<name>")]
    async fn write(&self, name: String) -> Result<()>;

    #[endpoint(PATCH "/files/<name>")]
    async fn patch(&self, name: String) -> Result<()>;

    #[endpoint(DELETE "/files/<name>")]
    async fn remove(&self, name: String) -> Result<()>;

    #[endpoint(OPTIONS "/files/<name>")]
    async fn options(&self, name: String) -> Result<()>;

    #[endpoint(PROPFIND "/files/<name>")]
    async fn find(&self, name: String, #[header("Depth")] depth: Option<u8>) -> Result<String>;

    #[endpoint(QUERY "/files")]
    async fn query(&self, #[body] query: String) -> Result<String>;

    #[endpoint(PURGE "/files/<name>")]
    async fn purge(&self, name: String) -> Result<()>;

    #[endpoint(VERSION-CONTROL "/files/<name>")]
    async fn version(&self, name: String) -> Result<()>;

    #[endpoint(LOCK "/files/<name>", destructive)]
    async fn lock(&self, name: String) -> Result<()>;

    #[endpoint(PUT "/counter", idempotent = false)]
    async fn count(&self) -> Result<()>;

    #[endpoint(POST "/sync", idempotent, destructive)]
    async fn sync(&self) -> Result<()>;

    #[endpoint(DELETE "/marks", destructive = false)]
    async fn unmark(&self) -> Result<()>;
}

fn main() {
    let methods: Vec<_> = FilesClient::ENDPOINTS.iter().map(|endpoint| endpoint.method).collect();
    assert_eq!(
        methods,
        [
            Method::Get,
            Method::Head,
            Method::Post,
            Method::Put,
            Method::Patch,
            Method::Delete,
            Method::Options,
            Method::Other("PROPFIND"),
            Method::Other("QUERY"),
            Method::Other("PURGE"),
            Method::Other("VERSION-CONTROL"),
            Method::Other("LOCK"),
            Method::Put,
            Method::Post,
            Method::Delete
        ]
    );
    let idempotent: Vec<_> = FilesClient::ENDPOINTS
        .iter()
        .map(|endpoint| endpoint.idempotent)
        .collect();
    assert_eq!(
        idempotent,
        [
            true, true, false, true, false, true, true, true, true, false, true, false, false, true, true
        ]
    );
    let destructive: Vec<_> = FilesClient::ENDPOINTS
        .iter()
        .filter(|endpoint| endpoint.destructive)
        .map(|endpoint| endpoint.name)
        .collect();
    assert_eq!(destructive, ["remove", "lock", "sync"]);
    assert_eq!(RemoveRequest::METADATA.id, "files_remove");
}
