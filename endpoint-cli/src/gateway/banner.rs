//! What a gateway says when it has started.

use std::fmt::{Result, Write};

use endpoint_gateway::credentials::Origin;
use endpoint_runtime::provider::Provider;
use secrecy::SecretString;

use super::{
    callers::hosts,
    reload::ReloadableGateway,
    start::{PORT, StartedGateway},
};
use crate::{credentials, escape, sandbox::RunningSandbox};

impl StartedGateway<'_> {
    /// Its URL, with the token in its fragment where there is one.
    pub(super) fn url(&self) -> SecretString {
        let ReloadableGateway { place, callers, .. } = &self.running;
        callers.token().map_or_else(|| place.url.clone().into(), |token| token.url_at(&place.url))
    }

    /// Writes for humans what runs, where, and with which credential.
    pub(super) fn banner(&self, provider: &Provider) -> String {
        let mut banner = String::new();
        // Writing to a string never fails.
        let _ = self.write_banner(provider, &mut banner);
        banner
    }

    fn write_banner(&self, provider: &Provider, banner: &mut String) -> Result {
        let ReloadableGateway { place, settings, callers, .. } = &self.running;
        writeln!(banner, "{} gateway on {}; Ctrl-C stops it", provider.title, place.url)?;
        if !settings.hosts.is_empty() {
            writeln!(banner, "Callers name it {}; any other name is refused", hosts(settings, place).join(" or "))?;
        }
        if settings.listen.is_none() && !settings.stdin_socket && place.address.port() != PORT {
            writeln!(banner, "Port {PORT} is taken, so it is on one that was free; --port says another")?;
        }
        match &self.sandbox {
            Some(sandbox) => write_sandbox(provider, sandbox, banner)?,
            None => {
                writeln!(banner, "Requests go to {}", self.upstream)?;
                banner.push_str(match self.credential {
                    None => {
                        "No credential is set: callers are answered with 503 until it is set on a page, or the gateway is \
                         started with one\n"
                    }
                    Some(Origin::Store) => "The credential is that of the store\n",
                    Some(Origin::Profile) => "The credential is that of a profile\n",
                    Some(_) => "The credential is that of the environment\n",
                });
            }
        }
        if let Some((address, ..)) = &self.admin {
            writeln!(banner, "Metrics and health on http://{address}")?;
        }
        if settings.callers.is_some() && settings.hosts.is_empty() && !place.address.ip().is_loopback() {
            banner.push_str("Its own pages cannot call it until --host says by which name browsers know it\n");
        }
        if callers.token().is_some() {
            banner.push_str("The URL holds a token that lasts until the end; whoever has it may call\n");
        }
        Ok(())
    }
}

fn write_sandbox(provider: &Provider, sandbox: &RunningSandbox, banner: &mut String) -> Result {
    let title = &provider.title;
    writeln!(
        banner,
        "A sandbox plays {title}, since no credential was found: nothing goes to the real API. For that, set {}, or give \
         --environment {} and set the credential on a page",
        credentials::variable_names(provider),
        provider.environments.first().map_or("NAME", |first| first.name.as_str())
    )?;
    // The calls behind the blank line are for the sandbox itself.
    for line in sandbox.notes.iter().take_while(|line| !line.is_empty()) {
        writeln!(banner, "  {}", escape::line(line))?;
    }
    Ok(())
}
