//! The errors of token requests.

use std::sync::Arc;

use crate::{
    auth::CredentialError,
    error::{Error, ErrorBody, ErrorFields},
    object,
};

/// The reason why a call has no token. It contains no secret.
#[derive(Clone, Debug, thiserror::Error)]
#[non_exhaustive]
pub enum TokenError {
    /// The token request failed. Its own error tells the stage, and the [`TokenErrorBody`] if the token endpoint refused it.
    #[error("the token request failed: {0}")]
    Request(Arc<Error<TokenErrorBody>>),
    /// The response is not a JSON object with an `access_token`.
    #[error(
        "the response of the token endpoint is not a JSON object with a text `access_token`; check that the URL is that of the token endpoint"
    )]
    NoToken,
    /// The token is of another type than `Bearer`.
    #[error("the `token_type` of the token is not `Bearer`; let the provider issue Bearer tokens for this client")]
    TokenType,
    /// The token cannot be sent in a header.
    #[error("the `access_token` cannot be sent: {0}")]
    Token(CredentialError),
    /// The fetch ended before the token arrived: its runtime was shut down, or the transport panicked.
    #[error("the token request ended early, as its runtime was shut down or the transport panicked; repeat the call")]
    Interrupted,
}

/// An error response of a token endpoint (RFC 6749, section 5.2).
#[object]
pub struct TokenErrorBody {
    /// The code, such as `invalid_client` or `invalid_scope`.
    pub error: String,
    /// The description for developers.
    pub error_description: Option<String>,
    /// The URL of a page about the error.
    pub error_uri: Option<String>,
}

impl ErrorBody for TokenErrorBody {
    const FIELDS: ErrorFields = ErrorFields { request_id: &[], code: &["error"], message: &["error_description"] };

    fn code(&self) -> Option<&str> {
        Some(&*self.error).filter(|code| !code.is_empty())
    }

    fn message(&self) -> Option<&str> {
        self.error_description.as_deref()
    }
}
