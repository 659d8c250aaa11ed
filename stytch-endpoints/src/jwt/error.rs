//! The reasons of refusals.

use std::sync::Arc;

use jiff::Timestamp;

/// The reason why a token is not accepted, or an action is not permitted. It holds no part of a token.
///
/// Up to [`Claim`](Self::Claim) the caller is not who the token says, or the token is not valid now (HTTP 401). The
/// authorization errors [`OtherOrganization`](Self::OtherOrganization), [`NotPermitted`](Self::NotPermitted) and
/// [`MissingScope`](Self::MissingScope) are about a known caller (HTTP 403). The others are failed calls to Stytch.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum JwtError {
    /// The text is not a JWT.
    #[error(
        "the {part} of the JWT cannot be read; pass the JWT as Stytch issued it, without a prefix such as `Bearer`"
    )]
    Malformed {
        /// The unreadable part, such as `header`.
        part: &'static str,
    },
    /// The JWT is signed with another algorithm than RS256, or not at all.
    #[error("the algorithm of the JWT is not RS256, which Stytch signs with")]
    Algorithm,
    /// The JWT's header demands an extension (`crit`, RFC 7515, section 4.1.11), which Stytch does not use.
    #[error("the header of the JWT demands an extension by `crit`, which Stytch does not use")]
    CriticalHeader,
    /// The JWT's header does not name its key.
    #[error("the header of the JWT has no `kid`, which names the key")]
    MissingKeyId,
    /// The project has no key with the JWT's `kid`.
    #[error("the project has no key with the `kid` of the JWT; check that the JWT is from this project")]
    UnknownKey,
    /// The signature does not match: the JWT was changed, or another key signed it.
    #[error("the signature of the JWT does not match its content")]
    Signature,
    /// Another issuer made the JWT.
    #[error(
        "the issuer of the JWT is not that of the project; name the custom domain that issued it by `Options::issuer`"
    )]
    Issuer,
    /// The JWT is for another project.
    #[error("the audience of the JWT is not the project")]
    Audience,
    /// The JWT has expired.
    #[error("the JWT was valid until {at}")]
    Expired {
        /// The end of its validity.
        at: Timestamp,
    },
    /// The JWT is not valid yet.
    #[error(
        "the JWT is not valid before {from}; check the clock of this machine, or allow for it by `Options::leeway`"
    )]
    NotYetValid {
        /// The start of its validity.
        from: Timestamp,
    },
    /// The JWT is valid, and older than the maximum age.
    #[error("the JWT was issued at {issued_at}, and is older than the maximum age")]
    TooOld {
        /// The time at which the JWT was issued.
        issued_at: Timestamp,
    },
    /// A claim is missing, or has an unexpected form: the JWT is of another kind than what is verified.
    #[error(
        "the claim `{name}` of the JWT is missing or unexpected; check that the JWT is of the kind that is verified"
    )]
    Claim {
        /// The name of the claim.
        name: &'static str,
    },
    /// The Member belongs to another Organization than the resource.
    #[error("the session is of another Organization than the resource")]
    OtherOrganization,
    /// No role permits the action.
    #[error("no role of the session permits the action `{action}` on the resource `{resource_id}`")]
    NotPermitted {
        /// The resource of the check.
        resource_id: String,
        /// The action of the check.
        action: String,
    },
    /// An access token lacks a scope.
    #[error("the access token does not have the scope `{scope}`")]
    MissingScope {
        /// The first scope that is missing.
        scope: String,
    },
    /// The project's public keys could not be fetched, and there are none from before.
    #[error("the public keys of the project could not be fetched: {source}")]
    KeysUnavailable {
        /// The error of the call, which all callers that waited for it share.
        source: Arc<crate::Error>,
    },
    /// The RBAC policy could not be fetched, and there is none from before.
    #[error("the RBAC policy could not be fetched: {source}")]
    PolicyUnavailable {
        /// The error of the call, which all callers that waited for it share.
        source: Arc<crate::Error>,
    },
    /// Stytch, which was asked in place of a local check, refused the JWT, or could not be asked.
    #[error(transparent)]
    Stytch(crate::Error),
}

impl JwtError {
    /// Returns true if Stytch may still accept the JWT: it is genuine but not valid by this clock, or there are no keys. Any
    /// other JWT would only be refused there, too, and anybody can make one.
    pub(super) fn is_undecided(&self) -> bool {
        matches!(
            self,
            Self::Expired { .. } | Self::NotYetValid { .. } | Self::TooOld { .. } | Self::KeysUnavailable { .. }
        )
    }
}
