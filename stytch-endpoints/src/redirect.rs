//! URLs to which an application redirects a person's browser. A server never calls them.

use endpoint_runtime::{by_feature::open_enum, percent::encode_into};

/// A provider of logins by OAuth, by its name in start URLs.
#[open_enum(rename_all = "lowercase")]
pub enum ProviderName {
    /// Amazon, in consumer projects.
    Amazon,
    /// Apple, in consumer projects.
    Apple,
    /// Bitbucket, in consumer projects.
    Bitbucket,
    /// Coinbase, in consumer projects.
    Coinbase,
    /// Discord, in consumer projects.
    Discord,
    /// Facebook, in consumer projects.
    Facebook,
    /// Figma, in consumer projects.
    Figma,
    /// GitHub.
    GitHub,
    /// GitLab, in consumer projects.
    GitLab,
    /// Google.
    Google,
    /// HubSpot, in B2B projects.
    HubSpot,
    /// LinkedIn, in consumer projects.
    LinkedIn,
    /// Microsoft.
    Microsoft,
    /// Salesforce, in consumer projects.
    Salesforce,
    /// Slack.
    Slack,
    /// Snapchat, in consumer projects.
    Snapchat,
    /// TikTok, in consumer projects.
    TikTok,
    /// Twitch, in consumer projects.
    Twitch,
    /// Twitter, in consumer projects.
    Twitter,
    /// Yahoo, in consumer projects.
    Yahoo,
}

/// A redirect whose URL cannot be written.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum RedirectError {
    /// The provider is no segment of a path.
    #[error("the provider is empty, `.` or `..`; name one, such as `google`")]
    Provider,
    /// The authorization page is no URL that parameters can be added to.
    #[error("the authorization endpoint is no URL of https without a fragment; take it from the OpenID configuration")]
    AuthorizationEndpoint,
}

/// A URL that gets its query, one parameter after the other.
pub(crate) struct RedirectUrl {
    text: String,
    /// The character before the next parameter.
    separator: char,
}

impl RedirectUrl {
    /// Starts with a URL, which may have a query.
    pub(crate) fn new(text: String) -> Self {
        let separator = if text.contains('?') { '&' } else { '?' };
        Self { text, separator }
    }

    /// Adds a parameter, unless it has no value.
    pub(crate) fn query(mut self, name: &str, value: Option<&str>) -> Self {
        if let Some(value) = value {
            self.text.push(std::mem::replace(&mut self.separator, '&'));
            encode_into(name, &mut self.text);
            self.text.push('=');
            encode_into(value, &mut self.text);
        }
        self
    }

    pub(crate) fn finish(self) -> String {
        self.text
    }
}

/// The parts of the start of a login at a provider.
#[cfg(any(feature = "b2b", feature = "consumer"))]
impl RedirectUrl {
    /// Starts the URL of a path of a provider on Stytch's host or the project's domain.
    pub(crate) fn of_provider(
        base: &endpoint_runtime::BaseUrl,
        before: &str,
        provider: &ProviderName,
        after: &str,
    ) -> Result<Self, RedirectError> {
        match provider.as_str() {
            "" | "." | ".." => Err(RedirectError::Provider),
            name => Ok(Self::new(format!("{base}{before}{}{after}", endpoint_runtime::percent::encode(name)))),
        }
    }

    /// Adds parameters whose names have a prefix.
    pub(crate) fn queries<'a>(
        self,
        prefix: &str,
        parameters: impl IntoIterator<Item = (&'a String, &'a String)>,
    ) -> Self {
        let add = |url: Self, (name, value): (&String, &String)| url.query(&format!("{prefix}{name}"), Some(value));
        parameters.into_iter().fold(self, add)
    }
}
