//! The token of a client: fetched once for all calls that wait for it, renewed before it expires, and dropped when it is refused.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tokio::{
    runtime::{Handle, Id},
    sync::watch,
    time::Instant,
};
use tracing::{Instrument, Span};

use super::{ClientCredentials, TokenError, token::Token, token_endpoint::TokenEndpoint};
use crate::{
    auth::{Authenticate, Credential, CredentialFuture},
    client::Client,
    no_runtime::NoRuntime,
};

/// The tokens of a client.
///
/// A task of its own fetches a token, so that the fetch goes on if the call that started it is dropped, or is not polled any more.
pub(crate) struct TokenSource(Arc<Shared>);

/// The part that the tasks share.
struct Shared {
    endpoint: TokenEndpoint,
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    token: Option<Token>,
    /// The fetches that have not ended, one for each runtime. A task makes no progress while its runtime is not driven, so that calls
    /// of another runtime must not wait for it.
    fetches: Vec<Fetch>,
}

struct Fetch {
    runtime: Id,
    result: FetchResult,
}

/// The result of a fetch, `None` until it has ended.
type FetchResult = watch::Receiver<Option<Result<Credential, TokenError>>>;

impl TokenSource {
    pub(crate) fn new(settings: ClientCredentials, client: Client) -> Self {
        let endpoint = TokenEndpoint::new(settings, client);
        Self(Arc::new(Shared { endpoint, state: Mutex::default() }))
    }

    /// Returns the token, or the fetch that the call has to wait for.
    fn token_or_fetch(&self, runtime: &Handle) -> Result<Credential, FetchResult> {
        let mut state = self.0.state();
        let now = Instant::now();
        let current = state.token.as_ref().filter(|token| !token.has_expired(now));
        match current.map(|token| (token.credential.clone(), token.needs_renewal(now))) {
            Some((credential, needs_renewal)) => {
                if needs_renewal {
                    state.join_or_start(&self.0, runtime);
                }
                Ok(credential)
            }
            None => Err(state.join_or_start(&self.0, runtime)),
        }
    }
}

impl State {
    /// Returns the fetch of this runtime, which is started if there is none.
    fn join_or_start(&mut self, shared: &Arc<Shared>, runtime: &Handle) -> FetchResult {
        self.fetches.retain(|fetch| is_running(&fetch.result));
        if let Some(fetch) = self.fetches.iter().find(|fetch| fetch.runtime == runtime.id()) {
            return fetch.result.clone();
        }
        let (sender, result) = watch::channel(None);
        let shared = Arc::clone(shared);
        let fetch = async move {
            let fetched = shared.endpoint.fetch().await;
            // It fails if no call waits any more.
            let _ = sender.send(Some(shared.keep(fetched)));
        };
        runtime.spawn(fetch.instrument(Span::current()));
        self.fetches.push(Fetch { runtime: runtime.id(), result: result.clone() });
        result
    }
}

impl Shared {
    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Keeps the token for the next calls, and returns it for those that wait.
    fn keep(&self, fetched: Result<Token, TokenError>) -> Result<Credential, TokenError> {
        let mut state = self.state();
        match fetched {
            Ok(token) => Ok(state.token.insert(token).credential.clone()),
            Err(error) => {
                if let Some(token) = &mut state.token {
                    token.postpone_renewal(Instant::now());
                }
                Err(error)
            }
        }
    }
}

impl Authenticate for TokenSource {
    fn credential(&self) -> CredentialFuture<'_> {
        Box::pin(async {
            let runtime = Handle::try_current().map_err(|_| NoRuntime)?;
            let mut fetch = match self.token_or_fetch(&runtime) {
                Ok(credential) => return Ok(credential),
                Err(fetch) => fetch,
            };
            let result = fetch.wait_for(Option::is_some).await.map(|result| result.clone());
            Ok(result.ok().flatten().unwrap_or(Err(TokenError::Interrupted))?)
        })
    }

    /// Drops the token that was sent, unless another call has renewed it.
    fn rejected(&self, sent: &Credential) -> bool {
        let mut state = self.0.state();
        if state.token.as_ref().is_some_and(|token| token.credential == *sent) {
            state.token = None;
        }
        true
    }
}

/// Returns whether the task of a fetch runs.
fn is_running(result: &FetchResult) -> bool {
    result.borrow().is_none() && result.has_changed().is_ok()
}
