//! The base URL that requests go to, and the URLs of the API's named hosts.

use clap::ArgMatches;
use endpoint_gateway::Upstream;
use endpoint_runtime::{
    BaseUrl,
    provider::{Host, Operation, Provider},
};

use crate::{
    common_args,
    failure::Failure,
    given_url::{GivenUrl, UrlOf},
    io::Io,
    profile::Profile,
};

/// The profile that the credential is taken from.
#[derive(Clone, Debug)]
struct UsedProfile {
    name: String,
    /// It was chosen by `--profile`, and not by a variable or because it is the default.
    is_option: bool,
    has_base_url: bool,
}

/// One URL of the API as it was given in each place.
#[derive(Clone, Debug, Default)]
struct Candidates {
    /// Of an option of the command line.
    option: Option<GivenUrl>,
    /// Of the gateway's configuration file.
    configuration: Option<GivenUrl>,
    /// Of the profile that the credential is taken from.
    profile: Option<GivenUrl>,
    /// Of the environment variable, or of the gateway's sandbox.
    variable: Option<GivenUrl>,
}

/// All URLs that the user gave, by where they were given.
#[derive(Clone, Debug, Default)]
pub(crate) struct GivenUrls {
    base: Candidates,
    /// Of the provider's hosts, in their order.
    hosts: Vec<Candidates>,
    profile: Option<UsedProfile>,
}

/// The base URL that requests go to.
#[derive(Clone, Debug)]
pub(crate) struct ChosenUrl {
    pub(crate) url: BaseUrl,
    /// The place where it was given; `None` for an environment of the provider that nobody named.
    pub(crate) source: Option<String>,
}

impl GivenUrls {
    /// Reads `--base-url`, `--environment`, `--host-url`, the profile and the variables.
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
        let mut of_options = GivenUrl::of_host_options(provider, matches)?;
        let candidates = |option: Option<GivenUrl>, setting: &str| {
            let variable = provider.variable(setting);
            Ok::<_, Failure>(Candidates {
                option,
                configuration: None,
                profile: profile.and_then(|profile| profile.given_url(setting)),
                variable: io.variable(&variable)?.map(|url| GivenUrl { source: variable, url }),
            })
        };
        let host = |host: &Host| {
            let option = of_options.iter().position(|(name, _)| *name == host.name);
            candidates(option.map(|position| of_options.swap_remove(position).1), &host.setting())
        };
        Ok(Self {
            base: candidates(option, &UrlOf::Base.setting())?,
            hosts: provider.hosts.iter().map(host).collect::<Result<_, _>>()?,
            profile: profile.map(|profile| UsedProfile {
                name: profile.name.clone(),
                is_option: text(common_args::PROFILE).is_some(),
                has_base_url: profile.given_url(&UrlOf::Base.setting()).is_some(),
            }),
        })
    }

    /// Returns the URL of a sandbox, which stands in for every host and belongs to the sandbox's credential.
    pub(crate) fn of_sandbox(provider: &Provider, url: &str) -> Self {
        let given = GivenUrl { source: "the sandbox".to_owned(), url: url.to_owned() };
        let given = Candidates { variable: Some(given), ..Candidates::default() };
        Self { hosts: vec![given.clone(); provider.hosts.len()], base: given, profile: None }
    }

    /// Adds URLs that the gateway's configuration file gives: the base URL, and those of the provider's hosts in their order.
    pub(crate) fn with_configuration(&self, base: Option<GivenUrl>, hosts: Vec<Option<GivenUrl>>) -> Self {
        let mut with = self.clone();
        with.base.configuration = base;
        for (host, given) in with.hosts.iter_mut().zip(hosts) {
            host.configuration = given;
        }
        with
    }

    /// Returns whether no URL was given.
    pub(crate) fn is_empty(&self) -> bool {
        let is_empty = |given: &Candidates| {
            [&given.option, &given.configuration, &given.profile, &given.variable].into_iter().all(Option::is_none)
        };
        is_empty(&self.base) && self.hosts.iter().all(is_empty)
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
        match self.given(&self.base, UrlOf::Base)? {
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

    /// Chooses the URL of a host by the same rules. Without a URL that was given, it is the declared one beside the base URL of
    /// an environment of the provider, and `None` beside any other base URL: the credential belongs to that.
    pub(crate) fn choose_host(
        &self,
        provider: &Provider,
        name: &str,
        base: &BaseUrl,
    ) -> Result<Option<BaseUrl>, Failure> {
        let hosts = provider.hosts.iter().zip(&self.hosts);
        let Some((host, candidates)) = hosts.into_iter().find(|(host, _)| host.name == name) else { return Ok(None) };
        match self.given(candidates, UrlOf::Host(host))? {
            Some(given) => given.parse().map(Some),
            None if provider.environment_at(base).is_some() => {
                let source = format!("the host `{name}`");
                GivenUrl { source, url: host.url.clone() }.parse().map(Some)
            }
            None => Ok(None),
        }
    }

    /// Chooses the URL of the host that an operation names, if it names one.
    ///
    /// # Errors
    /// A base URL was given, and no URL of the host.
    pub(crate) fn choose_host_of(
        &self,
        provider: &Provider,
        operation: &Operation,
        base: &ChosenUrl,
    ) -> Result<Option<(&'static str, BaseUrl)>, Failure> {
        let Some(name) = operation.metadata.host else { return Ok(None) };
        match self.choose_host(provider, name, &base.url)? {
            Some(url) => Ok(Some((name, url))),
            None => Err(self.without_host_url(provider, operation, name, base)),
        }
    }

    /// Returns the failure of a base URL without the URL of a host.
    fn without_host_url(&self, provider: &Provider, operation: &Operation, name: &str, base: &ChosenUrl) -> Failure {
        let source = base.source.as_deref().unwrap_or("a base URL");
        let host = provider.host(name);
        let url = host.map_or(name, |host| &host.url);
        let place = match (&self.profile, host) {
            (Some(_), Some(host)) => format!("write `{}` into the profile", host.setting()),
            (_, Some(host)) => format!("set {}", provider.host_variable(host)),
            (_, None) => "name it".to_owned(),
        };
        Failure::usage(format_args!(
            "{source} is given, and {} is on the host `{name}`, {url}: the credential of the one would go to the other; \
             give --host-url {name}=URL, {place}, or leave out {source}",
            operation.name
        ))
    }

    /// Returns the URL that was given, by the rules of [`choose`](Self::choose).
    fn given<'g>(&self, candidates: &'g Candidates, of: UrlOf<'_>) -> Result<Option<&'g GivenUrl>, Failure> {
        if candidates.option.is_some() {
            return Ok(candidates.option.as_ref());
        }
        match (&candidates.configuration, self.of_credential(candidates, of)?) {
            (Some(configured), Some(own)) if configured.parse()? != own.parse()? => {
                Err(contradiction(configured, own, &format!("remove one of them, or give {}", of.option())))
            }
            (configured, own) => Ok(configured.as_ref().or(own)),
        }
    }

    /// Returns the URL that came with the credential.
    fn of_credential<'g>(&self, given: &'g Candidates, of: UrlOf<'_>) -> Result<Option<&'g GivenUrl>, Failure> {
        let (Some(profile), Some(variable)) = (&self.profile, &given.variable) else {
            return Ok(given.profile.as_ref().or(given.variable.as_ref()));
        };
        let option = of.option();
        match &given.profile {
            Some(own) if profile.is_option || own.parse()? == variable.parse()? => Ok(Some(own)),
            Some(own) => Err(contradiction(variable, own, &format!("unset {}, or give {option}", variable.source))),
            // It counts as a whole.
            None if profile.is_option && profile.has_base_url => Ok(None),
            None => Err(Failure::usage(format_args!(
                "{source} is set, and the credential is of the profile `{}`, which has no `{member}`: the credential would \
                 go to a URL that it did not come with; unset {source}, write `{member}` into the profile, or give {option}",
                profile.name,
                member = of.setting(),
                source = variable.source,
            ))),
        }
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
