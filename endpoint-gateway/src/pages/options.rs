//! What an operator says about pages.

use endpoint_runtime::{
    http::Uri,
    provider::{Environment, Provider},
};

/// What an operator says about pages.
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct PagesOptions {
    /// The origins of other gateways that a page may send to, as in `https://gateway.acme.example`.
    pub gateways: Vec<String>,
    /// The names of the providers that a sandbox plays; their pages say so.
    pub sandbox: Vec<String>,
    /// Where the requests of a provider go, by its name; otherwise to its first environment.
    pub serves: Vec<(String, Environment)>,
}

impl PagesOptions {
    /// No other gateway, and no sandbox.
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

    /// Says on the pages of this provider that a sandbox plays it.
    #[must_use]
    pub fn sandbox(mut self, provider: impl Into<String>) -> Self {
        self.sandbox.push(provider.into());
        self
    }

    /// Says on the pages of this provider, and in the code that they show, that its requests go to this environment.
    #[must_use]
    pub fn serves(mut self, provider: impl Into<String>, environment: Environment) -> Self {
        self.serves.push((provider.into(), environment));
        self
    }

    /// The environment that a provider's requests are said to go to.
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
                return Err(PagesError::Twice { provider: provider.name.clone() });
            }
        }
        Ok(())
    }
}

/// Whether this is a scheme, a host and perhaps a port, of characters that mean nothing else in a policy.
fn is_origin(text: &str) -> bool {
    let Some(authority) = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://")) else { return false };
    let is_plain = |c: char| c.is_ascii_alphanumeric() || ".-:[]".contains(c);
    let parsed = text.parse::<Uri>().ok().and_then(|uri| uri.into_parts().authority);
    // Of what follows the host nothing is a port that no number is.
    let is_whole = |host: &str, port: Option<u16>| {
        !host.is_empty() && authority.len() == host.len() + port.map_or(0, |port| format!(":{port}").len())
    };
    authority.chars().all(is_plain) && parsed.is_some_and(|parsed| is_whole(parsed.host(), parsed.port_u16()))
}

/// Why there can be no pages.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum PagesError {
    /// Two providers of one name.
    #[error("two providers are called `{provider}`; give each once")]
    Twice {
        /// The name.
        provider: String,
    },
    /// A sandbox of nobody.
    #[error("a sandbox is to play `{provider}`, which is none of the providers; give its name as it is declared")]
    Sandbox {
        /// The name.
        provider: String,
    },
    /// A gateway that is no origin.
    #[error(
        "`{origin}` is no origin of a gateway; give scheme and host and nothing behind them: https://gateway.acme.example"
    )]
    Gateway {
        /// What was given.
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
