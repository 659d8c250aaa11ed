//! Groups of headers that many endpoints take.

mod check;
pub(crate) mod rules;

#[doc(hidden)]
pub use check::{Credential, Distinct, DistinctHeaders, OneCredential, distinct_headers, one_credential};

use crate::{metadata::Parameter, request::Encoder};

/// A group of headers declared once and taken by many endpoints as `#[headers] name: Group` or
/// `#[headers] name: Option<Group>`.
///
/// The derive also implements `Debug`, in which `#[sensitive]` values are redacted. `#[headers(server)]` and
/// `#[headers(schema)]` beside it, or with `= "feature"`, emit what traits with these options need; `#[headers(crate =
/// path)]` says where the runtime is.
///
/// ```
/// use endpoint_runtime::Headers;
///
/// /// Whose permissions the call runs with.
/// #[derive(Clone, Headers)]
/// pub struct MemberAuthorization {
///     /// The session's token.
///     #[header("X-Member-Session")]
///     #[sensitive]
///     pub session_token: Option<String>,
///     /// The session's JWT.
///     #[header("X-Member-SessionJWT")]
///     #[sensitive]
///     pub session_jwt: Option<String>,
/// }
///
/// assert_eq!(MemberAuthorization::PARAMETERS[0].wire, "X-Member-Session");
/// let authorization = MemberAuthorization { session_token: Some("secret".into()), session_jwt: None };
/// assert_eq!(
///     format!("{authorization:?}"),
///     "MemberAuthorization { session_token: Some([redacted]), session_jwt: None }"
/// );
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no group of headers",
    label = "not a `Headers` group",
    note = "`#[derive(endpoint_runtime::Headers)]` on a struct whose fields carry `#[header(\"Name\")]`; a single header is `#[header(\"Name\")]` on the argument"
)]
pub trait Headers: Sized {
    /// The group's headers.
    const PARAMETERS: &'static [Parameter];

    /// Writes the headers.
    fn encode(&self, request: &mut Encoder<'_>);
}
