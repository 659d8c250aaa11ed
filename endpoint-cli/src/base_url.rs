//! The base URL that requests go to.

use clap::ArgMatches;
use endpoint_gateway::Upstream;
use endpoint_runtime::{BaseUrl, provider::Provider};

use crate::{common_args, escape, failure::Failure, io::Io, profile::Profile};

/// A base URL as the user gave it.
#[derive(Clone, Debug)]
pub(crate) struct GivenUrl {
    /// The place where it was given, as messages name it: `--base-url`, `ACME_BASE_URL`.
    pub(crate) source: String,
    pub(crate) url: String,
}

/// The profile that the credential is taken from.
#[derive(Clone, Debug)]
struct ProfileUrl {
    name: String,
    /// Its `base_url`, if it has one.
    given: Option<GivenUrl>,
    /// It was chosen by `--profile`, and not by a variable or because it is the default.
    is_option: bool,
}

/// All base URLs that the user gave, by where they were given.
#[derive(Clone, Debug, Default)]
pub(crate) struct GivenUrls {
    /// Of `--base-url`, or of the gateway's `--environment`.
    option: Option<GivenUrl>,
    /// Of the gateway's configuration file.
    configuration: Option<GivenUrl>,
    profile: Option<ProfileUrl>,
    /// Of the environment variable, or of the gateway's sandbox.
    variable: Option<GivenUrl>,
}

/// The base URL that requests go to.
#[derive(Clone, Debug)]
pub(crate) struct ChosenUrl {
    pub(crate) url: BaseUrl,
    /// The place where it was given; `None` for an environment of the provider that nobody named.
    pub(crate) source: Option<String>,
}

impl GivenUrls {
    /// Reads `--base-url`, `--environment`, the profile and the variable.
    ///
    /// `profile` is the one that the credential is taken from.
    pub(crate) fn find(
        provider: &Provider,
        matches: &ArgMatches,
        profile: Option<&Profile>,
        io: &Io<'_>,
    ) -> Result<Self, Failure> {
        let text = |option: &str| matches.try_get_one::<String>(option).ok().flatten();
        let option = match (text(common_args::BASE_URL), text(common_args::ENVIRONMENT)) {
            (Some(url), _) => Some(GivenUrl { source: "--base-url".to_owned(), url: url.clone() }),
            (None, Some(name)) => Some(GivenUrl::of_environment(provider, "--environment", name)?),
            (None, None) => None,
        };
        let profile = profile.map(|profile| ProfileUrl {
            name: profile.name.clone(),
            given: profile.base_url.as_ref().map(|url| GivenUrl {
                source: format!("`base_url` of the profile `{}` in {}", profile.name, profile.path.display()),
                url: url.clone(),
            }),
            is_option: text(common_args::PROFILE).is_some(),
        });
        let variable = provider.variable("base_url");
        Ok(Self {
            option,
            configuration: None,
            profile,
            variable: io.variable(&variable)?.map(|url| GivenUrl { source: variable, url }),
        })
    }

    /// Returns the URL of a sandbox, which belongs to the sandbox's credential.
    pub(crate) fn of_sandbox(url: String) -> Self {
        Self { variable: Some(GivenUrl { source: "the sandbox".to_owned(), url }), ..Self::default() }
    }

    /// Adds a URL that the gateway's configuration file gives.
    pub(crate) fn with_configuration(&self, given: Option<GivenUrl>) -> Self {
        Self { configuration: given, ..self.clone() }
    }

    /// Returns whether no URL was given.
    pub(crate) fn is_empty(&self) -> bool {
        let of_profile = self.profile.as_ref().and_then(|profile| profile.given.as_ref());
        [&self.option, &self.configuration, &self.variable].into_iter().flatten().chain(of_profile).next().is_none()
    }

    /// Chooses the base URL, for `call` and for `gateway` alike.
    ///
    /// A credential goes only to the URL that it came with. The one exception is a URL that the same command line names.
    ///
    /// 1. An option of the command line (`--base-url`, `--environment`) counts before anything else, for any credential.
    /// 2. Without one, a credential goes to its own URL. Of a profile's credential that is the profile's `base_url`; of a
    ///    credential from environment variables it is the variable of the base URL.
    /// 3. A credential without a URL of its own goes to the provider's environment that its user name belongs to, else to
    ///    the first environment.
    /// 4. A URL that belongs to no credential is never combined with one in silence:
    ///    * The variable beside a profile's credential is refused. `--profile` is the exception where the profile has a
    ///      URL: the option was typed for this command, so its profile counts as a whole.
    ///    * The gateway's configuration file may name the URL of a credential that has none of its own. Where the two
    ///      differ it is refused.
    /// 5. A credential whose user name belongs to one environment of the provider is never sent to another one, whoever
    ///    named that.
    ///
    /// `username` is the user name of the credential, if it has one.
    ///
    /// # Errors
    /// A URL that cannot be parsed, and two of these that contradict each other.
    pub(crate) fn choose(&self, provider: &Provider, username: Option<&str>) -> Result<ChosenUrl, Failure> {
        let given = match &self.option {
            Some(option) => Some(option),
            None => match (&self.configuration, self.of_credential()?) {
                (Some(configured), Some(own)) if configured.parse()? != own.parse()? => {
                    return Err(contradiction(configured, own, "remove one of them, or give --base-url"));
                }
                (configured, own) => configured.as_ref().or(own),
            },
        };
        match given {
            Some(given) => {
                let url = given.parse()?;
                check_environment(provider, username, given, &url)?;
                Ok(ChosenUrl { url, source: Some(given.source.clone()) })
            }
            None => {
                let environment = username.and_then(|name| provider.environment_for_username(name));
                let Some(environment) = environment.or_else(|| provider.environments.first()) else {
                    return Err(Failure::usage("no base URL is known; give --base-url"));
                };
                let source = format!("the environment `{}`", environment.name);
                Ok(ChosenUrl { url: GivenUrl { source, url: environment.url.clone() }.parse()?, source: None })
            }
        }
    }

    /// Returns the URL that came with the credential.
    fn of_credential(&self) -> Result<Option<&GivenUrl>, Failure> {
        let (Some(profile), Some(variable)) = (&self.profile, &self.variable) else {
            let of_profile = self.profile.as_ref().and_then(|profile| profile.given.as_ref());
            return Ok(of_profile.or(self.variable.as_ref()));
        };
        match &profile.given {
            Some(own) if profile.is_option || own.parse()? == variable.parse()? => Ok(Some(own)),
            Some(own) => Err(contradiction(variable, own, &format!("unset {}, or give --base-url", variable.source))),
            None => Err(Failure::usage(format_args!(
                "{source} is set, and the credential is of the profile `{}`, which has no `base_url`: the credential would \
                 go to a URL that it did not come with; unset {source}, write `base_url` into the profile, or give \
                 --base-url",
                profile.name,
                source = variable.source,
            ))),
        }
    }
}

impl GivenUrl {
    /// Returns the URL of the provider's environment of this name.
    pub(crate) fn of_environment(provider: &Provider, source: &str, name: &str) -> Result<Self, Failure> {
        match provider.environments.iter().find(|known| known.name == name) {
            Some(environment) => Ok(Self { source: source.to_owned(), url: environment.url.clone() }),
            None => Err(Failure::usage(format_args!(
                "{} has no environment `{}`; it has {}",
                provider.title,
                escape::line(name),
                provider.environments.iter().map(|known| known.name.as_str()).collect::<Vec<_>>().join(", ")
            ))),
        }
    }

    /// Parses the URL. The error names the place where it was given.
    fn parse(&self) -> Result<BaseUrl, Failure> {
        self.url.parse().map_err(|error| Failure::usage(format_args!("{} is refused: {error}", self.source)))
    }
}

fn contradiction(given: &GivenUrl, own: &GivenUrl, cure: &str) -> Failure {
    Failure::usage(format_args!(
        "{} and {} differ: the credential would go to a URL that it did not come with; {cure}",
        given.source, own.source
    ))
}

/// Refuses to send a credential of one environment of the provider to another one.
fn check_environment(
    provider: &Provider,
    username: Option<&str>,
    given: &GivenUrl,
    url: &BaseUrl,
) -> Result<(), Failure> {
    let Some(username) = username else { return Ok(()) };
    let upstream = Upstream::new(provider.clone(), url.clone());
    match (upstream.other_environment(username), upstream.environment()) {
        (Some(foreign), Some(target)) => Err(Failure::usage(format_args!(
            "the credential belongs to `{}`, and {source} is that of `{}`; leave out {source}, or use a credential of `{}`",
            foreign.name,
            target.name,
            target.name,
            source = given.source,
        ))),
        _ => Ok(()),
    }
}
