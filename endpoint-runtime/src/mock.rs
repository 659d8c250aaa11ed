//! Mocks of endpoints on a server of [httpmock], from request values. Feature `mock`.
//!
//! A test says which request it expects by a value of the request's type, and so repeats no path, no header name and no JSON. It suits code
//! that brings its own client, in any language or process; a fake in the same process needs no socket, see
//! [`ClientBuilder::service`](crate::ClientBuilder::service).
//!
//! ```
//! use endpoint_runtime::{Client, Error, Result, endpoints, http::StatusCode, mock::MockEndpoint, object};
//! use httpmock::MockServer;
//!
//! #[object(server)]
//! pub struct Invitation {
//!     pub id: String,
//! }
//!
//! #[endpoints]
//! pub trait Invitations {
//!     #[endpoint(POST "/v1/teams/<team_id>/invitations?<notify>")]
//!     async fn invite(&self, team_id: String, notify: Option<bool>, email: String) -> Result<Invitation>;
//! }
//!
//! # #[tokio::main(flavor = "current_thread")] async fn main() -> std::result::Result<(), Box<dyn std::error::Error>> {
//! let server = MockServer::start_async().await;
//! let ada = InviteRequest::new("red", "ada@example.com").notify(true).mock(&server).returns(Invitation::new("i-1"));
//! // Any other invitation to the team.
//! let others = InviteRequest::new("red", "").mock(&server).any("notify").any("email").fails(Error::api(
//!     StatusCode::CONFLICT,
//!     Default::default(),
//! ));
//!
//! let client = Client::builder().base_url(server.base_url()).build()?;
//! assert_eq!(client.send(InviteRequest::new("red", "ada@example.com").notify(true)).await?.id, "i-1");
//! let refused = client.send(InviteRequest::new("red", "grace@example.com")).await.unwrap_err();
//! assert_eq!(refused.status(), Some(StatusCode::CONFLICT));
//! ada.assert();
//! others.assert_calls(1);
//! # Ok(()) }
//! ```
//!
//! # The request that is expected
//!
//! * The method, and the value of each parameter of the path.
//! * The query, in any order of different keys. A key that the request does not have must be absent.
//! * The headers and the cookies of the arguments, and the constant headers. Others are ignored, such as the credential; one that is an
//!   argument which the request leaves out must be absent.
//! * The body: JSON and forms by their values, multipart by its parts, text and bytes exactly. A media type is compared without its parameters.
//! * An idempotency key that the request leaves out is ignored, since the client makes one.
//!
//! [`any`](Expectation::any), [`any_body`](Expectation::any_body) and [`partial`](Expectation::partial) expect less, and
//! [`header`](Expectation::header) more. Of several mocks, the first one that expects the request answers it.
//!
//! # What it does not do
//!
//! * A body that is a file or a stream which is read once is not compared: call `any_body`.
//! * A response is sent as a whole: httpmock sends no stream piece by piece. A stream is taken if its items are there at once.
//! * The server runs in the process of the test. httpmock's remote servers run no code of the test, which compares the requests.

mod body;
mod compare;
mod expectation;
mod expected;
mod handle;
mod parts;

pub use expectation::Expectation;
pub use handle::EndpointMock;
use httpmock::MockServer;

use crate::endpoint::Endpoint;

/// Mocks of the requests of all endpoints.
pub trait MockEndpoint: Endpoint + Sized {
    /// Expects this request on a server. The mock is added by one of the [`Expectation`]'s methods that give it a response.
    fn mock(self, server: &MockServer) -> Expectation<'_, Self> {
        Expectation::new(self, server)
    }
}

impl<E: Endpoint> MockEndpoint for E {}

/// Fails the test, as httpmock does.
#[expect(clippy::panic, reason = "an assertion of a test panics")]
#[track_caller]
fn fail(message: &str) -> ! {
    panic!("{message}")
}
