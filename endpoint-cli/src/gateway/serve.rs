//! Running a gateway from its start to its end.

use std::pin::pin;

use clap::ArgMatches;
use endpoint_runtime::provider::Provider;
use secrecy::ExposeSecret;

use super::{log::Log, options, settings::Settings, start::StartedGateway, upstream::Discovered};
use crate::{
    failure::Failure,
    io::Io,
    runtime,
    sandbox::StartSandbox,
    signals::{self, Hangup},
};

pub(super) fn run(
    provider: &Provider,
    sandbox: Option<&StartSandbox>,
    matches: &ArgMatches,
    io: &mut Io<'_>,
) -> Result<(), Failure> {
    let settings = options::read(matches)?;
    check_exposure(provider, &settings)?;
    let discovered = Discovered::find(provider, matches, io)?;
    runtime::block_on_workers(settings.workers, async {
        let mut interrupted = pin!(signals::listen(io.take_interrupt()).await);
        let mut hangup = Hangup::new();
        let log = Log::begin(&format!("{}-gateway", provider.name), matches, io)?;
        let mut started = StartedGateway::start(provider, sandbox, settings, discovered).await?;
        io.eprint(&started.banner(provider));
        let printed = io.print(format!("{}\n", started.url().expose_secret()).as_bytes());
        let end = match printed {
            Err(failure) => Err(failure),
            Ok(()) => loop {
                tokio::select! {
                    end = &mut interrupted => break end,
                    () = hangup.next() => {
                        io.eprint(&started.reloadable.reload(matches));
                    }
                }
            },
        };
        started.stop().await;
        log.end().await;
        end
    })?
}

/// Refuses settings that would let strangers in, before any socket is bound.
fn check_exposure(provider: &Provider, settings: &Settings) -> Result<(), Failure> {
    let Settings { listen, callers, tls, behind_tls_proxy, .. } = settings;
    let is_remote = listen.is_some_and(|address| !address.ip().is_loopback());
    let name = &provider.name;
    if callers.is_none() && (is_remote || *behind_tls_proxy) {
        return Err(Failure::usage(format_args!(
            "other machines could reach the gateway; give --callers FILE with the keys of its callers \
             (`{name} gateway key new ID` makes one), or listen on 127.0.0.1"
        )));
    }
    if is_remote && tls.is_none() && !behind_tls_proxy {
        return Err(Failure::usage(
            "other machines could reach the gateway without TLS; give --tls-certificate and --tls-key, or \
             --behind-tls-proxy if a proxy terminates TLS",
        ));
    }
    Ok(())
}
