//! One annotated trait method declares one HTTP endpoint. From it come the request type, the typed call, the server route
//! and the metadata that documents, packages and command lines are generated from.
//!
//! ```
//! # #[cfg(feature = "server")] {
//! use endpoint_runtime::{Client, Result, endpoints};
//!
//! /// Teams of people.
//! #[endpoints(server)]
//! pub trait Teams {
//!     /// Counts the members of a team.
//!     #[endpoint(GET "/v1/teams/<team_id>/size")]
//!     async fn size(&self, team_id: String) -> Result<u32>;
//! }
//!
//! /// An implementation of the API: a server, or a fake for tests.
//! struct Fake;
//!
//! impl Teams for Fake {
//!     async fn size(&self, request: SizeRequest) -> Result<u32> {
//!         Ok(if request.team_id == "red" { 3 } else { 0 })
//!     }
//! }
//!
//! # tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap().block_on(async {
//! // Over a network: `.base_url("https://api.example.com").auth(Bearer::new(token))` in place of `.service(…)`.
//! let client = Client::builder().service(TeamsServer::new(Fake)).build()?;
//! let teams = TeamsClient::from(client);
//! assert_eq!(teams.size(SizeRequest::new("red")).await?, 3);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! # }).unwrap();
//! # }
//! ```
//!
//! # Contents
//!
//! In reading order:
//!
//! * [`endpoints`] declares endpoints, and is the first page of the [`grammar`] of a declaration. [`by_feature`] holds the same
//!   attributes for crates with features `server` and `schema`.
//! * [`object`](macro@object) and [`open_enum`]: the data of an API, cheap to compile; [`Json`] is JSON that keeps the digits of
//!   its numbers and the order of its members.
//! * [`Param`](trait@Param), [`Headers`](trait@Headers) and [`body`]: the values that a request is made of;
//!   [`Response`](derive@Response): a result with headers, or one for each status; [`Envelope`]: errors with the
//!   status 200; [`WithBytes`]: JSON beside its bytes, which are signed;
//!   [`setter`]: the values that its setters take.
//! * [`tree!`] lists the traits of a provider once, as a tree of clients.
//! * [`Client`] sends requests, with a credential ([`auth`]), retries ([`RetryPolicy`]) and timeouts, over a [`transport`] and the
//!   tower layers around it.
//! * [`pagination`] walks through the pages of a list.
//! * [`Error`] holds everything known about a failed call, and shows no secret; [`redact`] removes secrets from other texts.
//! * [`stream`]: responses that are read as they arrive: bytes, server-sent events, lines of JSON.
//! * `cassette` records calls in a file without their secrets, and replays them.
//! * `mock` expects a request value on a mock server, for tests of code that brings a client of its own.
//! * `server` serves an implementation of a declared trait.
//! * [`metadata`], `schema` and `provider` describe endpoints to tools.
//! * `dynamic` calls an endpoint with a JSON object, `blocking` without an async runtime.
//! * [`request`] and [`response`] encode and decode without I/O; [`percent`] and [`path`] are their parts.
//!
//! # Features
//!
//! Features only add items and what a client can read, so that crates with different needs share one build.
//!
//! | feature | default | adds |
//! |---|---|---|
//! | `reqwest` | yes | `transport::ReqwestTransport`: reqwest with rustls |
//! | `hyper` | | `transport::HyperTransport`: hyper-util's pooled client with rustls, the transport with the least overhead |
//! | `server` | | `server`: routes, a router, a `tower::Service` |
//! | `listener` | | `server::Listener`, which accepts a limited number of connections at a time; turns `server` on |
//! | `schema` | | `schema`: JSON Schemas, by schemars; `provider`: the description of a whole API for tools |
//! | `dynamic` | | `dynamic`: calls by data, from an operation and one flat JSON object; turns `schema` on |
//! | `mock` | | `mock`: expectations of httpmock from request values, for tests; turns `server` on |
//! | `cassette` | | `cassette`: recorded calls without secrets in a file, and their replay, for tests |
//! | `chrono` | | `DateTime<Utc>`, `DateTime<FixedOffset>`, `NaiveDate`, `NaiveTime` and `NaiveDateTime` of chrono as parameters |
//! | `jiff` | | `Timestamp`, `SignedDuration` and the civil `Date`, `Time` and `DateTime` of jiff as parameters |
//! | `rust_decimal` | | `Decimal` of `rust_decimal` as a parameter |
//! | `url` | | `Url` of url as a parameter |
//! | `uuid` | | `Uuid` of uuid as a parameter |
//! | `gzip` | | decoding of responses with the content encodings gzip and deflate, and compression of requests |
//! | `brotli` | | decoding of responses with the content encoding br |
//! | `zstd` | | decoding of responses with the content encoding zstd |
//! | `blocking` | | `blocking::Client`: calls without an async runtime |
//!
//! # Values
//!
//! Every value arrives as it was sent, or is refused with its path:
//!
//! * An integer has all its digits. A float has the shortest digits that are read as the same float, laid out as ECMAScript does: `5`,
//!   `0.1`, `1e+21` (RFC 8785, section 3.2.2.3; negative zero is `-0`). [`Json`] has the digits that were written.
//! * NaN and the infinities, which JSON does not have, are an error of encoding at any depth, and never null. A server responds 500.
//! * A byte-order mark before JSON is passed over.
//! * A path and a query are sent in the order and the spelling of the template. In values, all but unreserved characters are
//!   percent-encoded (RFC 3986, section 2.3).

#![cfg_attr(docsrs, feature(doc_cfg))]

extern crate self as endpoint_runtime;

#[doc(hidden)]
#[path = "private.rs"]
pub mod __private;
pub mod auth;
mod base_url;
#[cfg(feature = "blocking")]
pub mod blocking;
pub mod body;
pub mod by_feature;
#[cfg(feature = "cassette")]
pub mod cassette;
pub mod client;
#[doc(hidden)]
pub mod debug;
#[cfg(feature = "dynamic")]
pub mod dynamic;
mod endpoint;
mod envelope;
mod error;
pub mod format;
pub mod grammar;
pub mod group;
pub mod header;
mod json;
pub mod media_type;
pub mod metadata;
#[cfg(feature = "mock")]
pub mod mock;
mod no_runtime;
pub mod object;
pub mod pagination;
mod param;
pub mod path;
pub mod percent;
#[cfg(feature = "schema")]
pub mod provider;
pub mod query;
mod random;
pub mod redact;
pub mod request;
pub mod response;
mod retry;
#[cfg(feature = "schema")]
pub mod schema;
#[cfg(feature = "server")]
pub mod server;
pub mod setter;
pub mod stream;
mod trace;
pub mod transport;
mod tree;
#[cfg(feature = "server")]
mod unique_json;
mod url_reference;
mod with_bytes;

pub use auth::Auth;
pub use base_url::{BaseUrl, BaseUrlError, PlainHttpUrl};
pub use body::{Body, Content, FilePart};
pub use bytes::Bytes;
pub use client::{BuildError, Call, Client, ClientBuilder, DefaultHost};
pub use endpoint::{Endpoint, ErrorOf, Output};
/// Implements [`Headers`](trait@Headers), and a `Debug` that redacts sensitive values; do not derive `Debug` as well.
///
/// Every field carries `#[header("Name")]`, or `#[headers("x-meta-")]` if it is a map, and `#[sensitive]` if its value is secret. Requests have a setter for each field that is an
/// `Option` and as visible as the struct, see [groups of headers](grammar::headers#groups-of-headers). On the struct, `#[headers(server)]` and
/// `#[headers(schema)]` emit the impls that traits with these options need (`= "feature"` as on the trait), and
/// `#[headers(crate = path)]` names the path of the runtime.
pub use endpoint_macros::Headers;
/// Implements [`Param`](trait@Param) for a newtype or an enum of unit variants.
///
/// * The text of a newtype is that of its field. `#[param(display)]` writes the text with `Display` and parses it with
///   `FromStr`, for a field that is not a `Param` (`SocketAddr`). `#[param(from)]` also emits `From` for the field's type,
///   and for `&str` if that type is `String`.
/// * The text of a variant is its name, or the name given by `#[param(rename_all = "snake_case")]`, by
///   `#[param(rename = "…")]` on the variant, or by `#[serde(rename…)]`. One variant `#[serde(untagged)] Other(String)` holds
///   every other text.
/// * `#[param(crate = path)]` names the path of the runtime.
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
/// struct Address(std::net::SocketAddr);
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
/// assert_eq!(&*Address(([127, 0, 0, 1], 80).into()).to_text()?, "127.0.0.1:80");
/// assert_eq!(State::from_text("ajar")?, State::Other("ajar".to_owned()));
/// # Ok::<(), endpoint_runtime::ParamError>(())
/// ```
pub use endpoint_macros::Param;
/// Implements [`Query`](trait@Query), and a `Debug` that redacts sensitive values; do not derive `Debug` as well.
///
/// The key of a field is its name, or that in `#[query("page[size]")]`; a map carries `#[query]` or `#[query("filter[]")]`. `#[join(",")]`,
/// `#[encode(json)]` and `#[sensitive]` are those of arguments. Requests have a setter for each field that is not required and as visible as the
/// struct, see [groups of query parameters](grammar::queries). On the struct, `#[query(server)]` and
/// `#[query(schema)]` emit the impls that traits with these options need (`= "feature"` as on the trait), and `#[query(crate = path)]`
/// names the path of the runtime.
pub use endpoint_macros::Query;
/// Implements the decoding of a response with headers, for a struct that is the result of a method, or for an enum of such responses by
/// their status, see [a type for each status](grammar::results#a-type-for-each-status).
///
/// Every field carries `#[header("Name")]`, and one may carry `#[body]`, `#[body(text)]` or `#[body(bytes, type = "application/pdf")]`.
/// A header that may be absent is an `Option`; its value is a [`Param`](trait@Param). A field with `#[headers("x-meta-")]` is a map of the
/// headers whose names begin so. On the struct, `#[response(server)]` and
/// `#[response(schema)]` emit the impls that traits with these options need (`= "feature"` as on the trait), and
/// `#[response(crate = path)]` names the path of the runtime. `#[response(error)]` makes an enum an [`ErrorBody`].
///
/// ```
/// use endpoint_runtime::{Response, Result, endpoints};
///
/// /// A label to print.
/// #[derive(Debug, Response)]
/// pub struct Label {
///     /// The version of the label.
///     #[header("ETag")]
///     pub etag: Option<String>,
///     #[body(bytes, type = "application/pdf")]
///     pub pdf: endpoint_runtime::Bytes,
/// }
///
/// #[endpoints]
/// pub trait Labels {
///     #[endpoint(GET "/v1/parcels/<parcel_id>/label")]
///     async fn label(&self, parcel_id: u64) -> Result<Label>;
/// }
///
/// let [label] = LabelsClient::ENDPOINTS else { unreachable!() };
/// assert_eq!(label.response.content_type, "application/pdf");
/// assert_eq!(label.response.headers[0].wire_name, "ETag");
/// ```
pub use endpoint_macros::Response;
/// Declares one endpoint: a method of a trait that carries [`endpoints`], which documents the grammar. On any other method it
/// is a compile error.
pub use endpoint_macros::endpoint;
#[doc = grammar::page!("../docs/endpoints.md")]
pub use endpoint_macros::endpoints;
#[doc(hidden)]
pub use endpoint_macros::group_setters as __group_setters;
#[doc = include_str!("../docs/objects.md")]
pub use endpoint_macros::object;
/// Declares an enum of the texts that an API uses, which stays open to other texts.
///
/// The attribute adds a variant `Other(String)` for them, and the enum is read and written without loss. Its text is that of a
/// [`Param`](trait@Param), of `Display` and of `FromStr`. `==` compares texts, and the default is `Other("")`, for a value that the
/// API leaves out.
///
/// * The text of a variant is its name, or the name in `#[open_enum(rename_all = "snake_case")]`, or the one in `#[text("…")]`.
/// * `#[open_enum(schema)]`, or `schema = "feature"`, implements `JsonSchema`, which names the known texts and allows others.
/// * `#[open_enum(crate = path)]` names the path of the runtime.
///
/// ```
/// use endpoint_runtime::open_enum;
///
/// /// The kind of a client.
/// #[open_enum(rename_all = "snake_case")]
/// pub enum ClientKind {
///     /// With a secret.
///     FirstParty,
///     /// Without a secret.
///     #[text("first_party_public")]
///     Public,
/// }
///
/// assert_eq!(serde_json::from_str::<ClientKind>(r#""first_party""#)?, ClientKind::FirstParty);
/// let unknown = ClientKind::from("robot");
/// assert_eq!((unknown.as_str(), serde_json::to_string(&unknown)?), ("robot", r#""robot""#.to_owned()));
/// # Ok::<(), serde_json::Error>(())
/// ```
pub use endpoint_macros::open_enum;
pub use envelope::{Envelope, EnvelopeRule};
pub use error::{
    BoxError, DecodeError, EncodeError, EncodeErrorKind, Error, ErrorBody, ErrorFields, JsonPath, PathSegment,
    ProblemDetails, Result, Stage,
};
pub use header::Headers;
pub use http;
#[doc(hidden)]
pub use json::without_byte_order_mark;
pub use json::{Json, JsonError, JsonErrorKind, JsonMap, JsonNumber};
pub use metadata::Metadata;
pub use pagination::Paginate;
pub use param::{AsText, Base64, Base64Url, Bit, Param, ParamError, ParamText};
pub use query::Query;
pub use retry::RetryPolicy;
pub use transport::Transport;
pub use with_bytes::WithBytes;
