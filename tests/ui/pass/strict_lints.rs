//! Strict lints find nothing in the code that the macros emit.
#![deny(warnings, missing_docs, missing_debug_implementations)]
#![deny(elided_lifetimes_in_paths, unused_lifetimes, unused_qualifications)]
#![deny(let_underscore_drop, trivial_casts, unused_results)]
#![deny(clippy::all, clippy::pedantic, clippy::allow_attributes)]
#![deny(clippy::indexing_slicing, clippy::unwrap_used)]
#![forbid(unsafe_code)]

/// The API.
pub mod api {
    use endpoint_runtime::{Headers, JsonMap, Param, Result, endpoints, object, open_enum};

    /// A user's id.
    #[derive(Clone, Debug, PartialEq, Eq, Hash, Param, serde::Deserialize, serde::Serialize)]
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

    /// A user, as the API sends it.
    #[object(server, rename_all = "camelCase")]
    #[derive(Eq, Hash, PartialOrd)]
    pub struct User {
        /// The name.
        pub full_name: String,
        /// The state.
        pub state: State,
        /// The address.
        pub address: Option<Option<Address>>,
        /// The number of friends.
        #[field("friends", alias = "friendCount", default = 3)]
        pub friends: u64,
        /// The rank.
        #[deprecated]
        pub rank: Option<u8>,
    }

    /// An address.
    #[object(sent)]
    #[derive(Eq, Hash, PartialOrd)]
    pub struct Address {
        /// The street.
        pub street: String,
        /// The number in the street.
        pub number: u32,
        /// The addition to the number.
        pub addition: Option<String>,
        /// The floor.
        pub floor: Option<i8>,
        /// The postal code.
        pub postal_code: String,
        /// The city.
        pub city: String,
        /// The state.
        pub state: String,
        /// The country.
        pub country: String,
        /// The planet.
        pub planet: String,
    }

    /// A key of a user.
    #[object(sent)]
    #[derive(Eq, Hash)]
    pub struct Key {
        /// The text.
        #[sensitive]
        pub text: Option<UserId>,
    }

    /// A page of a list.
    #[object(server = "server")]
    pub struct Page<T> {
        /// The items.
        pub items: Vec<T>,
        /// All that is not known.
        #[rest]
        pub extra: JsonMap,
    }

    /// The state of a user.
    #[open_enum(rename_all = "snake_case")]
    #[derive(PartialOrd)]
    pub enum State {
        /// Works here.
        Active,
        /// Does not work here any more.
        #[deprecated]
        Retired,
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
    let address = api::Address::new("Church Street", 1, "9000", "Ghent", "", "Belgium", "Earth").floor(2);
    let user = api::User::new("Ada", api::State::Active).address(address).friends(4);
    assert_eq!(user, user.clone());
    assert_eq!(api::Page::<api::User>::default().items, []);
    assert_eq!(api::Key::new(), api::Key::default());
    let request = api::ChangeRequest::new("user-1", 3).full_name_null();
    assert_eq!(request.full_name, Some(None));
}
