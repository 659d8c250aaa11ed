//! Checks that texts are a credential of a provider, and of the environment that the gateway sends to.

use endpoint_runtime::provider::AuthScheme;
use secrecy::ExposeSecret;

use super::body::PartValues;
use crate::{
    Problem, Upstream,
    credential_parts::{name_parts, name_schemes},
};

/// Names each part that is wrong, and no text.
pub(super) fn check(upstream: &Upstream, texts: &PartValues) -> Result<(), Problem> {
    let schemes = &upstream.provider().auth;
    let wrong = |detail: String| Err(Problem::bad_request("parts", detail));
    let has_only = |scheme: &&AuthScheme| texts.keys().all(|name| scheme.parts().iter().any(|part| part.name == *name));
    let Some(scheme) = schemes.iter().find(has_only) else {
        return wrong(format!("the parts of a credential are {}", name_schemes(schemes)));
    };
    for part in scheme.parts() {
        let name = &part.name;
        let Some(text) = texts.get(name).map(ExposeSecret::expose_secret) else {
            return wrong(format!("`{name}` is missing; the parts are {}", name_parts(scheme)));
        };
        if text.is_empty() {
            return wrong(format!("`{name}` is empty"));
        }
        if text.trim() != text {
            return wrong(format!("`{name}` has blanks or a line break around it; remove them"));
        }
    }
    if let AuthScheme::Basic { username, .. } = scheme
        && let Some(text) = texts.get(&username.name)
    {
        environment(upstream, &username.name, text.expose_secret())?;
    }
    Ok(())
}

/// A credential of one environment is of no use in another, and has no business there.
fn environment(upstream: &Upstream, part: &str, username: &str) -> Result<(), Problem> {
    let Some((foreign, own)) = upstream.other_environment(username).zip(upstream.environment()) else { return Ok(()) };
    let detail = format!(
        "this `{part}` belongs to `{}` ({}), and the gateway sends to `{}` ({}); give one of `{}`, or start the gateway \
         for `{}`",
        foreign.name, foreign.url, own.name, own.url, own.name, foreign.name
    );
    Err(Problem::bad_request("environment", detail))
}
