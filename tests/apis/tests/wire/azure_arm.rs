use endpoint_api_tests::azure_arm::{CreateRequest, Sku, StorageAccountCreated};
use endpoint_runtime::{Bytes, http::Response};

use crate::support::{body, call, line, ok};

fn request() -> CreateRequest {
    CreateRequest::new("sub-1", "rg-1", "disk1", Sku::new("Standard_LRS"), "StorageV2", "westeurope")
}

#[tokio::test]
async fn the_status_tells_whether_the_account_exists_or_is_being_created() {
    let json = r#"{"id":"/subscriptions/sub-1","name":"disk1","location":"westeurope"}"#;
    let (sent, created) = call(request(), ok("application/json", json)).await;
    assert_eq!(
        line(&sent),
        "PUT /subscriptions/sub-1/resourceGroups/rg-1/providers/Microsoft.Storage/storageAccounts/disk1?api-version=2023-05-01"
    );
    assert_eq!(body(&sent), r#"{"sku":{"name":"Standard_LRS"},"kind":"StorageV2","location":"westeurope"}"#);
    assert!(matches!(created, StorageAccountCreated::Exists(account) if account.name == "disk1"));

    let accepted = Response::builder()
        .status(202)
        .header("location", "https://management.azure.com/operations/1")
        .header("retry-after", "17")
        .body(Bytes::new())
        .unwrap();
    let (_, created) = call(request(), accepted).await;
    let StorageAccountCreated::Accepted { location, retry_after } = created else { panic!("{created:?}") };
    assert_eq!((&*location, retry_after), ("https://management.azure.com/operations/1", Some(17)));
}
