//! Strict lints find nothing in the code that the macros emit.
#![deny(warnings, missing_docs, missing_debug_implementations)]
#![deny(elided_lifetimes_in_paths, unused_lifetimes, unused_qualifications)]
#![deny(let_underscore_drop, trivial_casts, unused_results)]
#![deny(clippy::all, clippy::pedantic, clippy::allow_attributes)]
#![deny(clippy::indexing_slicing, clippy::unwrap_used)]
#![forbid(unsafe_code)]

/// The API.
pub mod api {
    use endpoint_runtime::{Headers, Param, Result, endpoints};

    /// A user's id.
    #[derive(Clone, Debug, PartialEq, Eq, Param, serde::Serialize)]
    pub struct UserId(pub String);

    impl From<&str> for UserId {
        fn from(text: &str) -> Self {
            Self(text.to_owned())
        }
    }

    /// The order of users.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, Param)]
    #[param(rename_all = "snake_case")]
    pub enum Order {
        /// The newest first.
        NewestFirst,
        /// The oldest first.
        OldestFirst,
    }

    /// The member with whose permissions a call runs.
    #[derive(Clone, PartialEq, Eq, Headers)]
    #[headers(server)]
    pub struct Session {
        /// The session's token.
        #[header("X-Session")]
        #[sensitive]
        pub token: Option<String>,
    }

    /// The users.
    #[endpoints(tag = "Users", rename_all = "camelCase", derive(PartialEq, Eq), body = json, server)]
    pub trait Users {
        /// One user.
        #[endpoint(GET "/users/<user_id>?<order>&<tags>&beta=true", timeout = "5s")]
        async fn get(
            &self,
            /// The user's id.
            user_id: UserId,
            /// The order of friends.
            order: Option<Order>,
            /// The tags that are shown.
            tags: Vec<String>,
            /// The member with whose permissions the call runs.
            #[headers]
            session: Option<Session>,
        ) -> Result<String>;

        /// Changes a user.
        #[endpoint(PATCH "/users/<user_id>", idempotent)]
        async fn change(
            &self,
            /// The user's id.
            user_id: UserId,
            /// The new name.
            full_name: Option<Option<String>>,
            /// The new password.
            #[sensitive]
            password: Option<String>,
            /// The maximal number of friends.
            limit: u32,
        ) -> Result<()>;

        /// Leaves a note.
        #[deprecated = "nobody reads them"]
        #[endpoint(POST "/notes")]
        async fn note(
            &self,
            /// The note's text.
            #[body(text)]
            text: String,
        ) -> Result<()>;
    }
}

/// Runs the example.
///
/// # Panics
/// When a request has the wrong values.
pub fn main() {
    let session = api::Session { token: None };
    let request = api::GetRequest::new("user-1").order(api::Order::NewestFirst).session(session);
    assert_eq!(request, request.clone());
    let request = api::ChangeRequest::new("user-1", 3).full_name_null();
    assert_eq!(request.full_name, Some(None));
}
