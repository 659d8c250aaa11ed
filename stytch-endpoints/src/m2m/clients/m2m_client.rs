//! Machine-to-machine clients.

use crate::prelude::*;

/// A machine-to-machine client: a program that gets access tokens with an id and a secret.
#[object]
pub struct M2mClient {
    /// The client's id.
    pub client_id: M2mClientId,
    /// The name for people; may be empty.
    pub client_name: String,
    /// The purpose of the client; may be empty.
    pub client_description: String,
    /// `active`, or `inactive` if it gets no tokens.
    pub status: ClientStatus,
    /// The OAuth scopes that its tokens can have.
    pub scopes: Vec<String>,
    /// The last four characters of the secret.
    pub client_secret_last_four: String,
    /// Data of the application's own, which only its backend can set.
    pub trusted_metadata: Option<JsonMap>,
    /// The last four characters of the next secret, during a rotation.
    pub next_client_secret_last_four: Option<String>,
}

/// A new machine-to-machine client, with its secret.
#[object]
pub struct M2mClientWithClientSecret {
    /// The client's id.
    pub client_id: M2mClientId,
    /// The client's secret. It is shown only here.
    #[sensitive]
    pub client_secret: ClientSecret,
    /// The name for people; may be empty.
    pub client_name: String,
    /// The purpose of the client; may be empty.
    pub client_description: String,
    /// `active`: a new client gets tokens at once.
    pub status: ClientStatus,
    /// The OAuth scopes that its tokens can have.
    pub scopes: Vec<String>,
    /// The last four characters of the secret.
    pub client_secret_last_four: String,
    /// Data of the application's own, which only its backend can set.
    pub trusted_metadata: Option<JsonMap>,
    /// The last four characters of the next secret, during a rotation.
    pub next_client_secret_last_four: Option<String>,
}

/// A machine-to-machine client at the start of a rotation, with its next secret.
#[object]
pub struct M2mClientWithNextClientSecret {
    /// The client's id.
    pub client_id: M2mClientId,
    /// The secret that takes the place of the present one. It is shown only here.
    #[sensitive]
    pub next_client_secret: ClientSecret,
    /// The name for people; may be empty.
    pub client_name: String,
    /// The purpose of the client; may be empty.
    pub client_description: String,
    /// `active`, or `inactive` if it gets no tokens.
    pub status: ClientStatus,
    /// The OAuth scopes that its tokens can have.
    pub scopes: Vec<String>,
    /// The last four characters of the secret that is being replaced.
    pub client_secret_last_four: String,
    /// Data of the application's own, which only its backend can set.
    pub trusted_metadata: Option<JsonMap>,
    /// The last four characters of the next secret.
    pub next_client_secret_last_four: Option<String>,
}

/// The status of a machine-to-machine client.
#[open_enum]
pub enum ClientStatus {
    /// Gets tokens.
    #[text("active")]
    Active,
    /// Gets no tokens. Those that it has stay valid until they expire.
    #[text("inactive")]
    Inactive,
}
