//! The B2B endpoints.

mod connected_apps;
mod discovery;
mod email_sign_in;
mod idp_oauth;
mod magic_links;
mod members;
mod organizations;
mod otps;
mod provisioning;
pub(super) mod search;
mod sessions;

use endpoint_runtime::server::Routes;

use super::Sandbox;
use crate::b2b::{
    discovery::{intermediate_sessions::IntermediateSessionsServer, organizations as discovery_organizations},
    idp::oauth::OauthServer,
    magic_links::{MagicLinksServer, discovery as link_discovery, email as link_email},
    organizations::{
        OrganizationsServer,
        members::{MembersServer, connected_apps::ConnectedAppsServer},
    },
    otps::{email as otp_email, sms::SmsServer},
    sessions::SessionsServer,
};

/// Returns the routes of the B2B traits that the sandbox implements.
pub(super) fn routes(sandbox: &Sandbox) -> Routes {
    Routes::new()
        .merge(OrganizationsServer::new(sandbox.clone()))
        .merge(MembersServer::new(sandbox.clone()))
        .merge(ConnectedAppsServer::new(sandbox.clone()))
        .merge(SessionsServer::new(sandbox.clone()))
        .merge(OauthServer::new(sandbox.clone()))
        .merge(MagicLinksServer::new(sandbox.clone()))
        .merge(link_discovery::DiscoveryServer::new(sandbox.clone()))
        .merge(link_email::EmailServer::new(sandbox.clone()))
        .merge(link_email::discovery::DiscoveryServer::new(sandbox.clone()))
        .merge(otp_email::EmailServer::new(sandbox.clone()))
        .merge(otp_email::discovery::DiscoveryServer::new(sandbox.clone()))
        .merge(SmsServer::new(sandbox.clone()))
        .merge(discovery_organizations::OrganizationsServer::new(sandbox.clone()))
        .merge(IntermediateSessionsServer::new(sandbox.clone()))
}
