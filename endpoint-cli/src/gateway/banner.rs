//! The banner of a gateway that has started.

use std::fmt::{Result, Write};

use endpoint_gateway::credentials::CredentialOrigin;
use endpoint_runtime::provider::Provider;
use secrecy::SecretString;

use super::{
    callers::hosts,
    reload::ReloadableGateway,
    start::{PORT, StartedGateway},
};
use crate::{credentials, escape, sandbox::RunningSandbox};

impl StartedGateway<'_> {
    /// Returns the URL for callers, with the token in its fragment if there is one.
    pub(super) fn url(&self) -> SecretString {
        let ReloadableGateway { bound, callers, .. } = &self.reloadable;
        callers.token().map_or_else(|| bound.url.clone().into(), |token| token.url_at(&bound.url))
    }

    /// Describes the running gateway: its address, its upstream and its credential.
    pub(super) fn banner(&self, provider: &Provider) -> String {
        let mut banner = String::new();
        // Writing to a string never fails.
        let _ = self.write_banner(provider, &mut banner);
        banner
    }

    fn write_banner(&self, provider: &Provider, banner: &mut String) -> Result {
        let ReloadableGateway { bound, settings, callers, .. } = &self.reloadable;
        writeln!(banner, "{} gateway on {}; Ctrl-C stops it", provider.title, bound.url)?;
        if !settings.hosts.is_empty() {
            writeln!(
                banner,
                "Callers reach it as {}; requests for any other host are refused",
                hosts(settings, bound).join(" or ")
            )?;
        }
        if settings.listen.is_none() && !settings.stdin_socket && bound.address.port() != PORT {
            writeln!(banner, "Port {PORT} is in use, so it listens on a free one; --port chooses another")?;
        }
        match &self.sandbox {
            Some(sandbox) => write_sandbox(provider, sandbox, banner)?,
            None => {
                writeln!(banner, "Requests go to {}", self.upstream)?;
                for name in &self.missing_hosts {
                    writeln!(
                        banner,
                        "Operations on the host `{name}` are refused until the gateway is restarted with --host-url {name}=URL"
                    )?;
                }
                banner.push_str(match self.credential {
                    None => {
                        "No credential is set: requests are answered with 503 until one is set on a page, or the gateway is \
                         restarted with one\n"
                    }
                    Some(CredentialOrigin::Store) => "The credential is from the store\n",
                    Some(CredentialOrigin::Profile) => "The credential is from a profile\n",
                    Some(_) => "The credential is from environment variables\n",
                });
            }
        }
        if let Some((address, ..)) = &self.admin {
            writeln!(banner, "Metrics and health checks are on http://{address}")?;
        }
        if settings.callers.is_some() && settings.hosts.is_empty() && !bound.address.ip().is_loopback() {
            banner.push_str(
                "Its own pages cannot call it until --host gives the host name under which browsers reach it\n",
            );
        }
        if callers.token().is_some() {
            banner.push_str("The URL holds a token that is valid until the gateway stops; whoever has it may call\n");
        }
        Ok(())
    }
}

fn write_sandbox(provider: &Provider, sandbox: &RunningSandbox, banner: &mut String) -> Result {
    let title = &provider.title;
    writeln!(
        banner,
        "A sandbox stands in for {title}, since no credential was found: nothing goes to the real API. To reach it, set {}, \
         or give --environment {} and set the credential on a page",
        credentials::variable_names(provider),
        provider.environments.first().map_or("NAME", |first| first.name.as_str())
    )?;
    // The notes after the blank line are calls for a sandbox without a gateway.
    for line in sandbox.notes.iter().take_while(|line| !line.is_empty()) {
        writeln!(banner, "  {}", escape::line(line))?;
    }
    Ok(())
}
