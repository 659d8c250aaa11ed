//! `/v1/m2m/clients`

mod m2m_client;
mod search_query;
pub mod secrets;

pub use m2m_client::{ClientStatus, M2mClient, M2mClientWithClientSecret, M2mClientWithNextClientSecret};
pub use search_query::{M2mClientOperand, M2mSearchQuery};

use crate::prelude::*;
use crate::search::ResultsMetadata;

/// Machine-to-machine clients: programs that get access tokens by the OAuth grant `client_credentials`.
#[endpoints(
    defaults = crate::api,
    tag = "M2M clients",
    path = "/v1/m2m/clients",
    id = "api_m2m_v1_m2m_clients_",
)]
pub trait Clients {
    /// Creates a machine-to-machine client, or imports one with its id and secret.
    ///
    /// The secret is shown only in this response: Stytch stores a hash of it. A lost secret is replaced by a rotation.
    ///
    /// # Errors
    /// `duplicate_m2m_client_id`, `m2m_client_invalid_client_id`, `m2m_client_invalid_client_secret`,
    /// `insecure_m2m_client_secret`, `client_secret_too_long`, `invalid_m2m_client_scope`,
    /// `too_many_m2m_client_scopes` and `too_many_m2m_clients_for_billing_tier` (400).
    #[endpoint(POST, id = "Create")]
    async fn create(
        &self,
        /// The OAuth scopes that the client's tokens can have; may be empty.
        scopes: Vec<String>,
        /// The id of an imported client, unique in the project. Default: a new id.
        client_id: Option<M2mClientId>,
        /// The secret of an imported client, with at least eight characters that are hard to guess. Default: a new
        /// secret.
        #[sensitive]
        client_secret: Option<ClientSecret>,
        /// The name for people.
        client_name: Option<String>,
        /// The purpose of the client.
        client_description: Option<String>,
        /// Data of the application's own, at most 20 keys and 4 KiB.
        trusted_metadata: Option<JsonMap>,
    ) -> Result<CreateResponse>;

    /// Lists the machine-to-machine clients that match a query, or all of them.
    ///
    /// # Errors
    /// `m2m_search_missing_filter_name`, `m2m_search_filter_name_must_be_string`,
    /// `m2m_search_filter_name_not_recognized`, `m2m_search_missing_filter_value` and
    /// `m2m_search_expected_array_of_strings` (400).
    #[endpoint(
        POST "/search",
        id = "Search",
        idempotent,
        paginate(cursor = cursor, next = results_metadata.next_cursor, items = m2m_clients: Vec<M2mClient>, limit = limit)
    )]
    async fn search(
        &self,
        /// The `next_cursor` of the previous page. Default: the first page.
        cursor: Option<String>,
        /// The number of clients in a page, 1000 at most. Default: 100.
        limit: Option<u32>,
        query: Option<M2mSearchQuery>,
    ) -> Result<SearchResponse>;

    /// Deletes a machine-to-machine client for good.
    ///
    /// It gets no more tokens. Tokens that are checked locally stay valid until they expire.
    ///
    /// # Errors
    /// `m2m_client_not_found` (404).
    #[endpoint(DELETE "/<client_id>", id = "Delete")]
    async fn delete(&self, client_id: M2mClientId) -> Result<DeleteResponse>;

    /// Returns a machine-to-machine client, without its secret.
    ///
    /// # Errors
    /// `m2m_client_not_found` (404).
    #[endpoint(GET "/<client_id>", id = "Get")]
    async fn get(&self, client_id: M2mClientId) -> Result<M2mClientResponse>;

    /// Changes the name, the status, the scopes and the metadata of a machine-to-machine client.
    ///
    /// Settings that are left out stay as they are; null removes one.
    ///
    /// An inactive client gets no more tokens; tokens that are checked locally stay valid until they expire.
    ///
    /// # Errors
    /// `m2m_client_not_found` (404); `m2m_client_invalid_client_name`, `m2m_client_invalid_client_description`,
    /// `m2m_client_invalid_status`, `invalid_m2m_client_scope` and `too_many_m2m_client_scopes` (400).
    #[endpoint(PUT "/<client_id>", id = "Update")]
    async fn update(
        &self,
        client_id: M2mClientId,
        /// The new name for people.
        client_name: Option<Option<String>>,
        /// The new description of the purpose.
        client_description: Option<Option<String>>,
        status: Option<Option<ClientStatus>>,
        /// The OAuth scopes, in place of the present ones.
        scopes: Option<Option<Vec<String>>>,
        /// Data of the application's own. Keys are merged with the present ones; null removes a key.
        trusted_metadata: Option<Option<JsonMap>>,
    ) -> Result<M2mClientResponse>;
}

/// A new machine-to-machine client.
#[object]
pub struct CreateResponse {
    /// The id of the call in Stytch's logs.
    pub request_id: String,
    /// The client, with its secret.
    pub m2m_client: M2mClientWithClientSecret,
    /// The HTTP status code, repeated.
    pub status_code: u16,
}

/// The response to the deletion of a machine-to-machine client.
#[object]
pub struct DeleteResponse {
    /// The id of the call in Stytch's logs.
    pub request_id: String,
    /// The client that is gone.
    pub client_id: M2mClientId,
    /// The HTTP status code, repeated.
    pub status_code: u16,
}

/// A machine-to-machine client, as it is after the call.
#[object]
pub struct M2mClientResponse {
    /// The id of the call in Stytch's logs.
    pub request_id: String,
    /// The client, without its secret.
    pub m2m_client: M2mClient,
    /// The HTTP status code, repeated.
    pub status_code: u16,
}

/// A page of machine-to-machine clients.
#[object]
pub struct SearchResponse {
    /// The id of the call in Stytch's logs.
    pub request_id: String,
    /// The clients of this page.
    pub m2m_clients: Vec<M2mClient>,
    /// The number of all matches, and the cursor of the next page.
    pub results_metadata: ResultsMetadata,
    /// The HTTP status code, repeated.
    pub status_code: u16,
}
