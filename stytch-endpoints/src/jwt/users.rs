//! Session JWTs of Users.

use std::{sync::Arc, time::Duration};

use jiff::Timestamp;

use super::{
    JwtError, M2mVerifier, Options,
    cache::FETCH_TIMEOUT,
    claims::{ORGANIZATION, RegisteredClaims, SESSION, SessionClaim, SessionClaims},
    token::{Token, TokenVerifier},
    user_policy::UserPolicy,
};
use crate::{
    ConfigError, Stytch,
    consumer::sessions::{AuthenticateRequest, AuthorizationCheck, GetJwksRequest, Session},
    ids::UserId,
    rbac::AuthorizationVerdict,
    secrets::SessionJwt,
};

/// Verifies the session JWTs of a consumer project's Users, and authorizes their actions. Clones share what is kept.
///
/// The [module](super) tells what is checked, and has an example.
#[derive(Clone, Debug)]
pub struct UserVerifier {
    stytch: Stytch,
    tokens: TokenVerifier,
    policy: Arc<UserPolicy>,
}

/// The claims of a User's session JWT.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct UserClaims {
    /// The session, as Stytch knew it when the JWT was issued.
    pub session: Session,
    /// The time at which the JWT was issued.
    pub issued_at: Timestamp,
    /// The end of the JWT's validity: five minutes after it was issued, while the session goes on.
    pub expires_at: Timestamp,
}

impl UserVerifier {
    /// Creates a verifier for a client's project. Nothing is fetched yet.
    ///
    /// # Errors
    /// As for [`with_options`](Self::with_options).
    pub fn new(stytch: &Stytch) -> Result<Self, ConfigError> {
        Self::with_options(stytch, Options::new())
    }

    /// Creates a verifier with options.
    ///
    /// # Errors
    /// The project is not known: the [`Stytch`] was made from a client, and [`Options::project_id`] is not set.
    #[expect(clippy::needless_pass_by_value, reason = "options are made for one verifier")]
    pub fn with_options(stytch: &Stytch, options: Options) -> Result<Self, ConfigError> {
        let client = stytch.client().clone();
        let tokens = TokenVerifier::new(stytch, &options, move |project| {
            client.send(GetJwksRequest::new(project)).timeout(FETCH_TIMEOUT)
        })?;
        let policy = Arc::new(UserPolicy::new(stytch.client(), &options.clock));
        Ok(Self { stytch: stytch.clone(), tokens, policy })
    }

    /// Returns a verifier with another [maximum age](Options::max_token_age), which shares the keys and the policy.
    #[must_use]
    pub fn with_max_token_age(&self, age: Duration) -> Self {
        let mut verifier = self.clone();
        verifier.tokens.set_max_token_age(age);
        verifier
    }

    /// Verifies a session JWT without asking Stytch about it.
    ///
    /// # Errors
    /// The JWT is refused, for one of the reasons up to [`JwtError::Claim`], or there are no keys.
    pub async fn verify(&self, jwt: impl Into<SessionJwt>) -> Result<UserClaims, JwtError> {
        self.verify_jwt(&jwt.into()).await
    }

    /// Returns the session of a session JWT: by the JWT alone if it is valid, otherwise from Stytch.
    ///
    /// Stytch is asked if the JWT is genuine but expired, not yet valid or older than the maximum age, and if there are no
    /// keys. It accepts a JWT whose session is still active. The session is not extended.
    ///
    /// # Errors
    /// The JWT is refused by one of the other checks; Stytch refuses it, or cannot be asked ([`JwtError::Stytch`]).
    pub async fn authenticate(&self, jwt: impl Into<SessionJwt>) -> Result<Session, JwtError> {
        let jwt = jwt.into();
        match self.verify_jwt(&jwt).await {
            Ok(claims) => Ok(claims.session),
            Err(error) if error.is_undecided() => {
                let request = AuthenticateRequest::new().session_jwt(jwt);
                self.stytch.send(request).await.map(|response| response.session).map_err(JwtError::Stytch)
            }
            Err(error) => Err(error),
        }
    }

    /// Checks that the roles of a session permit an action, by the project's RBAC policy, and returns the roles that do.
    ///
    /// # Errors
    /// [`JwtError::NotPermitted`]; [`JwtError::PolicyUnavailable`].
    pub async fn authorize(
        &self,
        session: &Session,
        check: &AuthorizationCheck,
    ) -> Result<AuthorizationVerdict, JwtError> {
        self.policy.authorize(session, check).await
    }

    /// Returns a verifier of the access tokens of the project's machine-to-machine clients, which shares the keys.
    #[must_use]
    pub fn m2m(&self) -> M2mVerifier {
        M2mVerifier::new(self.tokens.clone())
    }

    async fn verify_jwt(&self, jwt: &SessionJwt) -> Result<UserClaims, JwtError> {
        UserClaims::read(self.tokens.verify(jwt.expose_secret()).await?)
    }
}

impl UserClaims {
    fn read(token: Token) -> Result<Self, JwtError> {
        let SessionClaims { session, mut custom } = token.claims()?;
        let session = session.filter(SessionClaim::has_id).ok_or(JwtError::Claim { name: SESSION })?;
        if custom.contains_key(ORGANIZATION) {
            return Err(JwtError::Claim { name: ORGANIZATION });
        }
        RegisteredClaims::remove_from(&mut custom);
        let Token { subject, issued_at, expires_at, .. } = token;
        let session = Session {
            session_id: session.id,
            user_id: UserId::from(subject),
            authentication_factors: session.authentication_factors,
            roles: session.roles,
            started_at: Some(session.started_at),
            last_accessed_at: Some(session.last_accessed_at),
            expires_at: Some(session.expires_at.unwrap_or_else(|| expires_at.into())),
            attributes: session.attributes,
            custom_claims: Some(custom),
        };
        Ok(Self { session, issued_at, expires_at })
    }
}
