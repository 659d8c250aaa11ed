//! Ids. Each kind has a type of its own, so that the id of a Member cannot be passed for that of an Organization.
//!
//! The default is the empty id, for responses without an id. A request with an empty id is refused before it is sent.

use std::fmt;

use endpoint_runtime::Param;
use serde::{Deserialize, Serialize};

macro_rules! ids {
    ($($(#[$docs:meta])+ $name:ident = $example:literal;)+) => {$(
        $(#[$docs])+
        #[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Param, Serialize, Deserialize)]
        #[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(example = $example))]
        #[serde(transparent)]
        pub struct $name(String);

        impl $name {
            /// Returns the text of the id.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl From<&str> for $name {
            fn from(id: &str) -> Self {
                Self(id.to_owned())
            }
        }

        impl From<String> for $name {
            fn from(id: String) -> Self {
                Self(id)
            }
        }

        /// Copies the id, so that a borrowed id can be passed to a request.
        impl From<&Self> for $name {
            fn from(id: &Self) -> Self {
                id.clone()
            }
        }

        impl AsRef<str> for $name {
            fn as_ref(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }
    )+};
}

// The examples exist in the sandbox's demonstration.
ids! {
    /// The id of an Organization: `organization-live-…` or `organization-test-…`. Requests also accept the
    /// Organization's slug or external id.
    OrganizationId = "organization-test-22222222-2222-4222-8222-222222222222";

    /// The id of a Member of an Organization: `member-live-…` or `member-test-…`. Requests also accept the Member's
    /// external id.
    MemberId = "member-test-33333333-3333-4333-8333-333333333333";

    /// The id of a Connected App, which is also its OAuth client id: `connected-app-live-…` or `connected-app-test-…`.
    ConnectedAppId = "connected-app-test-77777777-7777-4777-8777-777777777777";

    /// The id of a User of a consumer project: `user-live-…` or `user-test-…`.
    UserId = "user-test-99999999-9999-4999-8999-999999999999";
}
