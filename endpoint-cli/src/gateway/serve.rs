//! The gateway from its start to its end.

use std::task::Poll;

use clap::ArgMatches;
use endpoint_runtime::provider::Provider;
use secrecy::ExposeSecret;

use super::{log::Log, settings::Settings, signals::Hangup, start::Started, upstream::Discovered};
use crate::{failure::Failure, runtime, sandbox::Hook, surroundings::Surroundings};

pub(super) fn run(
    provider: &Provider,
    sandbox: Option<&Hook>,
    matches: &ArgMatches,
    surroundings: &mut Surroundings<'_>,
) -> Result<(), Failure> {
    let settings = Settings::read(matches)?;
    check(provider, &settings)?;
    let discovered = Discovered::find(provider, matches, surroundings)?;
    runtime::block_on_workers(settings.workers, async {
        let mut interrupt = surroundings.take_interrupt();
        let mut hangup = Hangup::new();
        // Polled once, so that signals are caught before anybody can know that there is something to be stopped.
        let early = std::future::poll_fn(|context| Poll::Ready(interrupt.as_mut().poll(context))).await;
        let log = Log::begin(&format!("{}-gateway", provider.name), matches, surroundings)?;
        let mut started = Started::start(provider, sandbox, settings, discovered).await?;
        surroundings.say(&started.told(provider));
        let shown = surroundings.print(format!("{}\n", started.url().expose_secret()).as_bytes());
        let end = match (shown, early) {
            (Err(failure), _) => Err(failure),
            (Ok(()), Poll::Ready(end)) => end.map_err(|error| unheard(&error)),
            (Ok(()), Poll::Pending) => loop {
                tokio::select! {
                    end = &mut interrupt => break end.map_err(|error| unheard(&error)),
                    () = hangup.next() => {
                        surroundings.say(&started.running.reload(matches));
                    }
                }
            },
        };
        started.stop().await;
        log.end().await;
        end
    })?
}

fn unheard(error: &std::io::Error) -> Failure {
    Failure::failed(format_args!("signals cannot be waited for: {error}"))
}

/// Refuses what would be open to strangers, before anything is bound.
fn check(provider: &Provider, settings: &Settings) -> Result<(), Failure> {
    let Settings { listen, callers, tls, behind_tls_proxy, .. } = settings;
    let is_elsewhere = listen.is_some_and(|address| !address.ip().is_loopback());
    let name = &provider.name;
    if callers.is_none() && (is_elsewhere || *behind_tls_proxy) {
        return Err(Failure::usage(format_args!(
            "other machines would reach the gateway; give --callers FILE with the keys of those that may call \
             (`{name} gateway key new ID` makes one), or listen on 127.0.0.1"
        )));
    }
    if is_elsewhere && tls.is_none() && !behind_tls_proxy {
        return Err(Failure::usage(
            "other machines would reach the gateway without TLS; give --tls-certificate and --tls-key, or \
             --behind-tls-proxy where a proxy speaks TLS for it",
        ));
    }
    Ok(())
}
