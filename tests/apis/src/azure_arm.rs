//! Azure Resource Manager: a status that tells whether the answer is the resource or the place where its creation is followed.

use endpoint_runtime::{Response, Result, endpoints, object};

/// A storage account.
#[object(server, schema)]
pub struct StorageAccount {
    pub id: String,
    pub name: String,
    pub location: String,
}

/// The kind of the disks.
#[object(sent, server, schema)]
pub struct Sku {
    pub name: String,
}

#[derive(Debug, Response)]
#[response(server, schema)]
pub enum StorageAccountCreated {
    /// The account exists already, with the same properties.
    #[status(200)]
    Exists(StorageAccount),
    /// The account is being created.
    #[status(202)]
    Accepted {
        /// The URL that tells the state of the operation.
        #[header("Location")]
        location: String,
        /// Seconds to wait before the next poll.
        #[header("Retry-After")]
        retry_after: Option<u32>,
    },
}

#[endpoints(server, schema)]
pub trait StorageAccounts {
    #[endpoint(PUT "/subscriptions/<subscription_id>/resourceGroups/<resource_group_name>/providers/Microsoft.Storage/storageAccounts/<account_name>?api-version=2023-05-01")]
    async fn create(
        &self,
        subscription_id: String,
        resource_group_name: String,
        account_name: String,
        sku: Sku,
        kind: String,
        location: String,
    ) -> Result<StorageAccountCreated>;
}
