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
    /// The names of the providers that a sandbox plays; their pages say so.
    pub sandbox: Vec<String>,
    /// The environments that the requests of providers go to, by the provider's name; without one, its first.
    pub serves: Vec<(String, Environment)>,
}

impl PagesOptions {
    /// Settings without another gateway and without a sandbox.
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

/// Returns whether a text is a scheme, a host and perhaps a port, of characters that have no other meaning in a policy.
fn is_origin(text: &str) -> bool {
    let Some(authority) = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://")) else { return false };
    let is_plain = |c: char| c.is_ascii_alphanumeric() || ".-:[]".contains(c);
    let parsed = text.parse::<Uri>().ok().and_then(|uri| uri.into_parts().authority);
    // Nothing but a port that is a number may follow the host.
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
    #[error("two providers are called `{provider}`; give each once")]
    Duplicate {
        /// The name of the provider.
        provider: String,
    },
    /// A sandbox plays a provider that is not there.
    #[error("a sandbox is to play `{provider}`, which is none of the providers; give its name as it is declared")]
    Sandbox {
        /// The name of the provider.
        provider: String,
    },
    /// The URL of another gateway is no origin.
    #[error(
        "`{origin}` is no origin of a gateway; give scheme and host and nothing behind them: https://gateway.acme.example"
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
