//! Stytch's B2B product: Organizations and their Members.

pub mod organizations;

use endpoint_runtime::Client;

use organizations::OrganizationsClient;

/// The B2B part of the tree: `stytch.b2b()`.
#[derive(Clone, Debug)]
pub struct B2b(Client);

impl B2b {
    /// Organizations.
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
