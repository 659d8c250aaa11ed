//! Validation of a credential's parts: those of a provider's scheme, for the environment that requests go to.

use endpoint_runtime::provider::AuthScheme;
use secrecy::ExposeSecret;

use super::body::PartValues;
use crate::{
    Problem, Upstream,
    credential_parts::{name_parts, name_schemes},
};

/// Checks the parts. The problem names the part that is wrong, never its value.
pub(super) fn check(upstream: &Upstream, texts: &PartValues) -> Result<(), Problem> {
    let schemes = &upstream.provider().auth;
    let wrong = |detail: String| Err(Problem::bad_request("parts", detail));
    let has_only = |scheme: &&AuthScheme| texts.keys().all(|name| scheme.parts().iter().any(|part| part.name == *name));
    let Some(scheme) = schemes.iter().find(has_only) else {
        return wrong(format!("these are not the parts of a credential; give {}", name_schemes(schemes)));
    };
    for part in scheme.parts() {
        let name = &part.name;
        let Some(text) = texts.get(name).map(ExposeSecret::expose_secret) else {
            return wrong(format!("the part `{name}` is missing; give {}", name_parts(scheme)));
        };
        if text.is_empty() {
            return wrong(format!("the part `{name}` is empty; give its value"));
        }
        if text.trim() != text {
            return wrong(format!("the part `{name}` begins or ends with a blank or a line break; remove it"));
        }
    }
    for scheme in scheme.schemes() {
        if let AuthScheme::Basic { username, .. } = scheme
            && let Some(text) = texts.get(&username.name)
        {
            environment(upstream, &username.name, text.expose_secret())?;
        }
    }
    Ok(())
}

/// Checks that the user name belongs to the environment that requests go to.
fn environment(upstream: &Upstream, part: &str, username: &str) -> Result<(), Problem> {
    let Some((foreign, own)) = upstream.other_environment(username).zip(upstream.environment()) else { return Ok(()) };
    let detail = format!(
        "this `{part}` belongs to `{}` ({}), and the gateway sends to `{}` ({}); give one of `{}`, or start the gateway \
         for `{}`",
        foreign.name, foreign.url, own.name, own.url, own.name, foreign.name
    );
    Err(Problem::bad_request("environment", detail))
}
