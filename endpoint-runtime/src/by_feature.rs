//! The same attributes, for crates whose features `server` and `schema` turn on the server and the schemas.
//!
//! With these attributes no declaration repeats `server = "server", schema = "schema"`. The declaring crate needs both
//! features, since the compiler warns about a condition on a feature that does not exist:
//!
//! ```toml
//! [features]
//! server = ["endpoint-runtime/server"]
//! schema = ["endpoint-runtime/schema", "dep:schemars"]
//! ```
//!
//! ```
//! use endpoint_runtime::{Result, by_feature::{Headers, endpoints}};
//!
//! /// The caller.
//! #[derive(Clone, Headers)]
//! pub struct Caller {
//!     /// The name of the calling program.
//!     #[header("X-Caller")]
//!     pub program: Option<String>,
//! }
//!
//! /// Teams of people.
//! #[endpoints]
//! pub trait Teams {
//!     /// Counts the members of a team.
//!     #[endpoint(GET "/v1/teams/<team_id>/size")]
//!     async fn size(&self, team_id: String, #[headers] caller: Caller) -> Result<u32>;
//! }
//!
//! # let team = SizeRequest::new("red", Caller { program: None });
//! # #[cfg(feature = "server")]
//! # fn is_endpoint<T: endpoint_runtime::server::ServerEndpoint>(_: T) {}
//! # #[cfg(feature = "server")]
//! is_endpoint(team); // with the feature `server`
//! ```
//!
//! An option that a declaration states itself has precedence: `server` alone emits the server always, and
//! `server = "fakes"` puts it behind the feature `fakes`.

/// Implements [`Headers`](trait@crate::Headers), as [`Headers`](derive@crate::Headers) does with
/// `#[headers(server = "server", schema = "schema")]`.
pub use endpoint_macros::HeadersByFeature as Headers;
/// Implements [`Query`](trait@crate::Query), as [`Query`](derive@crate::Query) does with
/// `#[query(server = "server", schema = "schema")]`.
pub use endpoint_macros::QueryByFeature as Query;
/// Implements a response with headers, as [`Response`](derive@crate::Response) does with
/// `#[response(server = "server", schema = "schema")]`.
pub use endpoint_macros::ResponseByFeature as Response;
/// Declares HTTP endpoints, as [`endpoints`](crate::endpoints) does with `server = "server", schema = "schema"`.
pub use endpoint_macros::endpoints_by_feature as endpoints;
/// Declares an object, as [`object`](macro@crate::object) does with `server = "server", schema = "schema"`.
pub use endpoint_macros::object_by_feature as object;
/// Declares an open enum, as [`open_enum`](crate::open_enum) does with `schema = "schema"`.
pub use endpoint_macros::open_enum_by_feature as open_enum;
