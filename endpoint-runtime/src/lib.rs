//! Declare an HTTP endpoint once, as an annotated trait method; get the request type, the typed call, the server route
//! and the metadata that every export is made from.
//!
//! * [`endpoints`] is the declaration: its grammar, and what is emitted.
//! * [`Client`] sends requests: [`auth`], [`transport`]s, [`RetryPolicy`], timeouts.
//! * [`Error`] says everything about a failed call, and nothing secret.
//! * `server` (feature) serves an implementation of a declared trait.
//!
//! # Features
//!
//! Features only add items, so that crates with different needs share one build.
//!
//! | feature | adds |
//! |---|---|
//! | `reqwest` (default) | [`transport`] over reqwest, with rustls |
//! | `hyper` | `transport::HyperTransport`, hyper-util's pooled client with rustls, for those who count cycles |
//! | `server` | `server`: routes, a router, a `tower::Service` |
//! | `schema` | `schema`: JSON Schemas by schemars; `provider`: all that an API's tools are made of |
//! | `dynamic` | `dynamic`: calls by data, an operation and one flat JSON object |
//! | `blocking` | `blocking::Client`, for programs without an async runtime |

extern crate self as endpoint_runtime;

#[doc(hidden)]
#[path = "private.rs"]
pub mod __private;
pub mod auth;
mod base_url;
#[cfg(feature = "blocking")]
pub mod blocking;
pub mod body;
pub mod client;
#[doc(hidden)]
pub mod debug;
#[cfg(feature = "dynamic")]
pub mod dynamic;
mod endpoint;
mod error;
pub mod header;
pub mod metadata;
mod param;
pub mod path;
pub mod percent;
#[cfg(feature = "schema")]
pub mod provider;
mod redact;
pub mod request;
pub mod response;
mod retry;
#[cfg(feature = "schema")]
pub mod schema;
#[cfg(feature = "server")]
pub mod server;
mod trace;
pub mod transport;
#[cfg(any(feature = "dynamic", feature = "server"))]
mod unique_json;

pub use auth::Auth;
pub use base_url::{BaseUrl, BaseUrlError};
pub use body::Body;
pub use bytes::Bytes;
pub use client::{BuildError, Call, Client, ClientBuilder};
pub use endpoint::{Endpoint, ErrorOf, Output};
/// Implements [`Headers`](trait@Headers), and a `Debug` that redacts; do not derive `Debug` beside it.
///
/// Every field is `#[header("Name")]`, and `#[sensitive]` where it is. On the struct: `#[headers(server)]` and
/// `#[headers(schema)]` emit what traits with these options need (`= "feature"` as on the trait), `#[headers(crate = path)]`
/// says where the runtime is.
pub use endpoint_macros::Headers;
/// Implements [`Param`](trait@Param) for a newtype or an enum of unit variants.
///
/// * A newtype has the text of what it holds. `#[param(display)]` takes the text from `Display` and reads it by `FromStr`, for
///   a type that is no `Param` (`Uuid`, `IpAddr`). `#[param(from)]` also emits `From` of what it holds, and of `&str` where
///   that is a `String`.
/// * A variant has its name for text, unless `#[param(rename_all = "snake_case")]` or `#[param(rename = "…")]` on the variant
///   says otherwise; where `#[serde(rename…)]` does, the text follows it. One variant `#[serde(untagged)] Other(String)` keeps
///   every other text.
/// * `#[param(crate = path)]` says where the runtime is.
///
/// ```
/// use endpoint_runtime::Param;
///
/// #[derive(Debug, PartialEq, Param)]
/// #[param(from)]
/// struct TeamId(String);
///
/// #[derive(Debug, PartialEq, Param)]
/// #[param(display)]
/// struct Address(std::net::IpAddr);
///
/// #[derive(Debug, PartialEq, Param)]
/// enum State {
///     #[param(rename = "open")]
///     Open,
///     #[serde(untagged)]
///     Other(String),
/// }
///
/// assert_eq!(TeamId::from("red"), TeamId::from_text("red")?);
/// assert_eq!(&*Address([127, 0, 0, 1].into()).to_text()?, "127.0.0.1");
/// assert_eq!(State::from_text("ajar")?, State::Other("ajar".to_owned()));
/// # Ok::<(), endpoint_runtime::ParamError>(())
/// ```
pub use endpoint_macros::Param;
/// Declares one endpoint: a method of a trait with [`endpoints`], where the grammar is. By itself it emits the method and
/// the error that says what is missing.
pub use endpoint_macros::endpoint;
#[doc = include_str!("../docs/endpoints.md")]
pub use endpoint_macros::endpoints;
pub use error::{BoxError, DecodeError, EncodeError, EncodeReason, Error, ErrorBody, ErrorFields, Result, Stage};
pub use header::Headers;
pub use http;
pub use metadata::Metadata;
pub use param::{Param, ParamError, ParamText};
pub use retry::RetryPolicy;
pub use transport::Transport;
