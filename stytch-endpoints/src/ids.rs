//! Ids, each a type of its own, so that a Member's cannot be given for an Organization's.
//!
//! The default of each is empty, as Stytch's answer is where it leaves an id out; no request can be sent with it.

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
            /// The id's text.
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

        /// A copy, so that a request can be made of a borrowed id.
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

// The examples are there in the sandbox's demo.
ids! {
    /// An Organization: `organization-live-…` or `organization-test-…`. Where a request takes one, the Organization's
    /// slug or external id will do.
    OrganizationId = "organization-test-22222222-2222-4222-8222-222222222222";

    /// A Member of an Organization: `member-live-…` or `member-test-…`. Where a request takes one, the Member's external
    /// id will do.
    MemberId = "member-test-33333333-3333-4333-8333-333333333333";

    /// A Connected App: `connected-app-live-…` or `connected-app-test-…`. It is the app's OAuth client id too.
    ConnectedAppId = "connected-app-test-77777777-7777-4777-8777-777777777777";

    /// A User of a consumer project: `user-live-…` or `user-test-…`.
    UserId = "user-test-99999999-9999-4999-8999-999999999999";
}
