//! What a gateway says when it has started.

use std::fmt::{Result, Write};

use endpoint_gateway::credentials::CredentialOrigin;
use endpoint_runtime::provider::Provider;
use secrecy::SecretString;

use super::{
    callers::hosts,
    reload::Running,
    start::{PORT, Started},
};
use crate::{credentials, escape, sandbox::RunningSandbox};

impl Started<'_> {
    /// Its URL, with the token in its fragment where there is one.
    pub(super) fn url(&self) -> SecretString {
        let Running { place, callers, .. } = &self.running;
        callers.token().map_or_else(|| place.url.clone().into(), |token| token.url_at(&place.url))
    }

    /// What goes on, for humans.
    pub(super) fn told(&self, provider: &Provider) -> String {
        let mut told = String::new();
        // Writing to a string never fails.
        let _ = self.tell(provider, &mut told);
        told
    }

    fn tell(&self, provider: &Provider, told: &mut String) -> Result {
        let Running { place, settings, callers, .. } = &self.running;
        writeln!(told, "{} gateway on {}; Ctrl-C stops it", provider.title, place.url)?;
        if !settings.hosts.is_empty() {
            writeln!(told, "Callers name it {}; any other name is refused", hosts(settings, place).join(" or "))?;
        }
        if settings.listen.is_none() && !settings.stdin_socket && place.address.port() != PORT {
            writeln!(told, "Port {PORT} is taken, so it is on one that was free; --port says another")?;
        }
        match &self.sandbox {
            Some(sandbox) => tell_of_sandbox(provider, sandbox, told)?,
            None => {
                writeln!(told, "Requests go to {}", self.upstream)?;
                told.push_str(match self.credential {
                    None => {
                        "No credential is set: callers are answered with 503 until it is set on a page, or the gateway is \
                         started with one\n"
                    }
                    Some(CredentialOrigin::Store) => "The credential is that of the store\n",
                    Some(CredentialOrigin::Profile) => "The credential is that of a profile\n",
                    Some(_) => "The credential is that of the environment\n",
                });
            }
        }
        if let Some((address, ..)) = &self.admin {
            writeln!(told, "Metrics and health on http://{address}")?;
        }
        if settings.callers.is_some() && settings.hosts.is_empty() && !place.address.ip().is_loopback() {
            told.push_str("Its own pages cannot call it until --host says by which name browsers know it\n");
        }
        if callers.token().is_some() {
            told.push_str("The URL holds a token that lasts until the end; whoever has it may call\n");
        }
        Ok(())
    }
}

fn tell_of_sandbox(provider: &Provider, sandbox: &RunningSandbox, told: &mut String) -> Result {
    let title = &provider.title;
    writeln!(
        told,
        "A sandbox plays {title}, since no credential was found: nothing goes to the real API. For that, set {}, or give \
         --environment {} and set the credential on a page",
        credentials::variables(provider),
        provider.environments.first().map_or("NAME", |first| first.name.as_str())
    )?;
    // The calls behind the blank line are for the sandbox itself.
    for line in sandbox.notes.iter().take_while(|line| !line.is_empty()) {
        writeln!(told, "  {}", escape::line(line))?;
    }
    Ok(())
}
