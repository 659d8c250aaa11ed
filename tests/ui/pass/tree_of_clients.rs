//! The tree of clients: steps with and without endpoints, conditions, and the list of all endpoints.
#![deny(warnings, missing_docs)]

use endpoint_runtime::{Client, tree};

/// Teams.
pub mod teams {
    use endpoint_runtime::{Result, endpoints};

    /// Teams.
    #[endpoints]
    pub trait Teams {
        /// Finds a team.
        #[endpoint(GET "/teams/<team_id>")]
        async fn get(&self, team_id: String) -> Result<String>;
        /// Lists members, whose client has the same name at another place.
        #[endpoint(GET "/teams/<team_id>/members")]
        async fn members(&self, team_id: String) -> Result<String>;
    }

    /// Members.
    pub mod r#type {
        use endpoint_runtime::{Result, endpoints};

        /// A trait named like the type that it returns elsewhere.
        #[endpoints]
        pub trait Session {
            /// Finds the type.
            #[endpoint(GET "/type")]
            async fn get(&self) -> Result<String>;
        }
    }
}

/// A trait in the root.
#[endpoint_runtime::endpoints]
pub trait Root {
    /// Pings.
    #[endpoint(GET "/")]
    async fn ping(&self) -> endpoint_runtime::Result<String>;
}

/// The API.
pub struct Acme(Client);

impl AsRef<Client> for Acme {
    fn as_ref(&self) -> &Client {
        &self.0
    }
}

tree! {
    /// Returns all endpoints.
    #[must_use]
    pub(crate) fn endpoints();

    impl crate::Acme {
        root: self::Root,
        /// People.
        people: struct People {
            /// Returns the client of teams.
            teams: crate::teams::Teams {
                r#type: teams::r#type::Session,
            },
            #[cfg(any())]
            absent: struct Absent {
                nothing: teams::Nothing {
                    nowhere: nowhere::Nowhere,
                },
            },
        },
        members: struct Members {
            again: struct Again {
                #[cfg(all())]
                below: struct Below {
                    #[cfg(any())]
                    absent: nowhere::Absent,
                }
            }
        }
    }
}

/// An empty list is a list as well.
mod nothing {
    pub(super) struct Nothing;

    endpoint_runtime::tree! {
        pub(super) fn endpoints();

        impl Nothing {}
    }
}

fn main() {
    let requests: Vec<_> = endpoints().map(|endpoint| endpoint.request.rsplit("::").next().unwrap_or_default()).collect();
    assert_eq!(requests, ["PingRequest", "GetRequest", "MembersRequest", "GetRequest"]);
    assert_eq!(endpoints().clone().count(), 4);
    assert_eq!(nothing::endpoints().count(), 0);
    let _: nothing::Nothing = nothing::Nothing;
    let _: fn(&Acme) -> teams::r#type::SessionClient = |acme| acme.people().teams().r#type();
    let _: fn(&Acme) -> Below = |acme| acme.members().again().below();
}
