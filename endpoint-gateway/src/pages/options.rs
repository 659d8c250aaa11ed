//! The operator's settings of the pages.

use endpoint_runtime::{
    http::Uri,
    provider::{Environment, Provider},
};

/// The operator's settings of the pages.
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct PagesOptions {
    /// The origins of other gateways that a page may send to, as in `https://gateway.acme.example`.
    pub gateways: Vec<String>,
    /// The names of the providers whose upstream is a sandbox; their pages say so.
    pub sandbox: Vec<String>,
    /// The environments that requests go to, by the provider's name. By default it is the provider's first.
    pub serves: Vec<(String, Environment)>,
}

impl PagesOptions {
    /// Creates settings without another gateway and without a sandbox.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Lets pages send to the gateway at this origin, too.
    #[must_use]
    pub fn gateway(mut self, origin: impl Into<String>) -> Self {
        self.gateways.push(origin.into());
        self
    }

    /// Shows on the pages of this provider that its upstream is a sandbox.
    #[must_use]
    pub fn sandbox(mut self, provider: impl Into<String>) -> Self {
        self.sandbox.push(provider.into());
        self
    }

    /// Shows this environment on the pages of this provider and in their snippets.
    #[must_use]
    pub fn serves(mut self, provider: impl Into<String>, environment: Environment) -> Self {
        self.serves.push((provider.into(), environment));
        self
    }

    /// Returns the environment that the requests of a provider go to, if it is set.
    pub(super) fn served(&self, provider: &Provider) -> Option<&Environment> {
        self.serves.iter().find(|(name, _)| *name == provider.name).map(|(_, environment)| environment)
    }

    pub(super) fn check(&self, providers: &[Provider]) -> Result<(), PagesError> {
        if let Some(origin) = self.gateways.iter().find(|origin| !is_origin(origin)) {
            return Err(PagesError::Gateway { origin: origin.clone() });
        }
        let is_there = |name: &String| providers.iter().any(|provider| provider.name == *name);
        if let Some(name) = self.sandbox.iter().find(|name| !is_there(name)) {
            return Err(PagesError::Sandbox { provider: name.clone() });
        }
        for (at, provider) in providers.iter().enumerate() {
            if providers.iter().take(at).any(|other| other.name == provider.name) {
                return Err(PagesError::Duplicate { provider: provider.name.clone() });
            }
        }
        Ok(())
    }
}

/// Returns whether a text is a scheme, a host and an optional port, without characters that have a meaning in a
/// Content-Security-Policy.
fn is_origin(text: &str) -> bool {
    let Some(authority) = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://")) else { return false };
    let is_plain = |c: char| c.is_ascii_alphanumeric() || ".-:[]".contains(c);
    let parsed = text.parse::<Uri>().ok().and_then(|uri| uri.into_parts().authority);
    // Only a numeric port may follow the host.
    let is_whole = |host: &str, port: Option<u16>| {
        !host.is_empty() && authority.len() == host.len() + port.map_or(0, |port| format!(":{port}").len())
    };
    authority.chars().all(is_plain) && parsed.is_some_and(|parsed| is_whole(parsed.host(), parsed.port_u16()))
}

/// An error in the settings of the pages.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum PagesError {
    /// Two providers have the same name.
    #[error("two providers have the name `{provider}`; give each provider once")]
    Duplicate {
        /// The name of the provider.
        provider: String,
    },
    /// A sandbox is named whose provider is unknown.
    #[error("there is no provider `{provider}` for the sandbox; give the name of a declared provider")]
    Sandbox {
        /// The name of the provider.
        provider: String,
    },
    /// The URL of another gateway is not an origin.
    #[error(
        "`{origin}` is not an origin; give the other gateway's scheme, host and port only, as in https://gateway.acme.example"
    )]
    Gateway {
        /// The URL that was given.
        origin: String,
    },
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_origin_can_be_nothing_else_in_a_policy() {
        for origin in
            ["https://gateway.acme.example", "http://127.0.0.1:8080", "http://[::1]:80", "https://a-b.example:8443"]
        {
            assert!(is_origin(origin), "{origin}");
        }
        for origin in [
            "",
            "*",
            "https:",
            "https://",
            "https://*",
            "https://*.acme.example",
            "https://acme.example/",
            "https://acme.example/path",
            "https://acme.example; script-src *",
            "https://acme.example 'unsafe-inline'",
            "https://user@acme.example",
            "https://acme.example:port",
            "ws://acme.example",
            "javascript://acme.example",
            "'self'",
            "https://größe.example",
            "HTTPS://acme.example",
        ] {
            assert!(!is_origin(origin), "{origin}");
        }
    }
}
