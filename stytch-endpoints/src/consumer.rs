//! Stytch's consumer product: Users.

pub mod users;

use endpoint_runtime::Client;

use users::UsersClient;

/// The clients of the consumer product, `stytch.consumer()`.
#[derive(Clone, Debug)]
pub struct Consumer(Client);

impl Consumer {
    /// Returns the client of Users.
    #[must_use]
    pub fn users(&self) -> UsersClient {
        self.0.clone().into()
    }
}

impl From<Client> for Consumer {
    fn from(client: Client) -> Self {
        Self(client)
    }
}
