//! Stytch's B2B product: Organizations and their Members.

pub mod organizations;

use endpoint_runtime::Client;

use organizations::OrganizationsClient;

/// The clients of the B2B product, `stytch.b2b()`.
#[derive(Clone, Debug)]
pub struct B2b(Client);

impl B2b {
    /// Returns the client of Organizations.
    #[must_use]
    pub fn organizations(&self) -> OrganizationsClient {
        self.0.clone().into()
    }
}

impl From<Client> for B2b {
    fn from(client: Client) -> Self {
        Self(client)
    }
}
