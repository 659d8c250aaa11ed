//! The provider as data for the package's runtime: its environments, hosts, credentials and variables.

use endpoint_runtime::provider::{AuthScheme, KeyLocation, Provider};

use super::{
    literal::{Literal, member},
    shapes::Shapes,
};
use crate::case::camel;

/// Writes the provider. Requests have this `User-Agent`.
pub(super) fn provider_literal(provider: &Provider, user_agent: &str, shapes: &Shapes<'_>) -> Literal {
    let environment = |environment: &endpoint_runtime::provider::Environment| {
        let mut members = vec![member("name", &environment.name), member("url", &environment.url)];
        members.extend(environment.username_prefix.as_deref().map(|prefix| member("usernamePrefix", prefix)));
        Literal::Object(members)
    };
    let environments = provider.environments.iter().map(environment).collect();
    let hosts = provider.hosts.iter().map(|host| (host.name.clone(), Literal::text(&host.url))).collect();
    Literal::Object(vec![
        member("userAgent", user_agent),
        ("environments".into(), Literal::List(environments)),
        ("hosts".into(), Literal::Object(hosts)),
        ("auth".into(), Literal::List(provider.auth.iter().map(scheme).collect())),
        ("variables".into(), variables(provider)),
        ("types".into(), shapes.named()),
    ])
}

fn scheme(scheme: &AuthScheme) -> Literal {
    if let AuthScheme::Combined { schemes, .. } = scheme {
        let schemes = schemes.iter().map(self::scheme).collect();
        return Literal::Object(vec![
            member("scheme", "combined"),
            ("schemes".into(), Literal::List(schemes)),
            parts(scheme),
        ]);
    }
    let (name, header) = match scheme {
        AuthScheme::Basic { .. } => ("basic", "authorization"),
        AuthScheme::Named { .. } => ("named", "authorization"),
        AuthScheme::ApiKey { name, .. } => ("apiKey", name.as_str()),
        _ => ("bearer", "authorization"),
    };
    let prefix = match scheme {
        AuthScheme::Named { scheme, .. } => Some(member("prefix", scheme)),
        _ => None,
    };
    // A key stands in a header unless the package names another place.
    let place = scheme.keys().find(|(location, _)| *location != KeyLocation::Header);
    let place = place.map(|(location, _)| member("in", location.as_str()));
    let mut members = vec![member("scheme", name)];
    members.extend(prefix.into_iter().chain(place));
    members.extend([member("header", header), parts(scheme)]);
    Literal::Object(members)
}

fn parts(scheme: &AuthScheme) -> (String, Literal) {
    let parts = scheme.parts();
    let parts = parts
        .iter()
        .map(|part| Literal::Object(vec![member("name", &camel(&part.name)), member("variable", &part.variable)]));
    ("parts".into(), Literal::List(parts.collect()))
}

/// Returns the variable of a gateway's token, unless it holds the credential of the API itself, which no gateway may see.
pub(super) fn gateway_token(provider: &Provider) -> Option<String> {
    let token = provider.variable("gateway_token");
    let is_credential = provider.auth.iter().flat_map(AuthScheme::parts).any(|part| part.variable == token);
    (!is_credential).then_some(token)
}

/// Writes the names of the variables for URLs and the gateway's token.
fn variables(provider: &Provider) -> Literal {
    let mut members = vec![
        member("baseUrl", &provider.variable("base_url")),
        member("gatewayUrl", &provider.variable("gateway_url")),
    ];
    members.extend(gateway_token(provider).map(|token| member("token", &token)));
    let hosts = provider.hosts.iter().map(|host| member(&host.name, &provider.host_variable(host)));
    members.push(("hosts".into(), Literal::Object(hosts.collect())));
    Literal::Object(members)
}
