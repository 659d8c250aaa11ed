//! The authorization server: consent, codes and tokens, and the clients that get them.

mod authorization;
mod claims;
mod client_secrets;
mod connected_app_clients;
mod connected_app_settings;
mod discovery;
mod endpoints;
mod m2m_clients;
mod m2m_search;
mod registration;
mod scopes;
mod session_exchange;
mod token_grants;
mod tokens;
mod wire;

use std::collections::{BTreeMap, VecDeque};

use endpoint_runtime::server::{RequestHead, Routes};

use super::{Sandbox, expiring::Expiring};
use crate::{
    connected_apps::clients::{ClientsServer as AppsServer, secrets::SecretsServer as AppSecretsServer},
    ids::M2mClientId,
    m2m::clients::{ClientsServer as M2mClientsServer, secrets::SecretsServer as M2mSecretsServer},
    oauth2::{Oauth2Server, clients::ClientsServer as RegistrationServer, discovery::DiscoveryServer},
};
use m2m_clients::M2mEntry;
use tokens::{Code, Token};

pub(super) use authorization::{AuthorizationRequest, Decision};
pub(super) use connected_app_settings::check_redirect_urls;
pub(super) use tokens::{Authorization, Holder, TokenKind};
pub(super) use wire::OauthWire;

/// The number of revoked codes and refresh tokens that are remembered, so that a late exchange gets its own error.
const MAX_REVOKED: usize = 1000;

/// The codes, tokens and machine-to-machine clients of a project.
#[derive(Default)]
pub(super) struct OauthState {
    codes: Expiring<Code>,
    tokens: Expiring<Token>,
    /// The codes and refresh tokens whose consent was revoked.
    revoked: VecDeque<String>,
    m2m_clients: BTreeMap<M2mClientId, M2mEntry>,
}

/// The authorization server as one request addresses it.
struct AuthorizationServer {
    sandbox: Sandbox,
    /// The scheme and the host of the request.
    origin: String,
    /// The request names the path of the project's own domain, whose URL is then the issuer.
    is_own_domain: bool,
}

/// Returns the routes of the traits about OAuth.
pub(super) fn routes(sandbox: &Sandbox) -> Routes {
    let server = |sandbox: &Sandbox| {
        let sandbox = sandbox.clone();
        move |head: RequestHead<'_>| Ok(AuthorizationServer::addressed_by(&sandbox, head))
    };
    Routes::new()
        .merge(Oauth2Server::per_request(server(sandbox)))
        .merge(DiscoveryServer::per_request(server(sandbox)))
        .merge(RegistrationServer::new(sandbox.clone()))
        .merge(AppsServer::new(sandbox.clone()))
        .merge(AppSecretsServer::new(sandbox.clone()))
        .merge(M2mClientsServer::new(sandbox.clone()))
        .merge(M2mSecretsServer::new(sandbox.clone()))
}
