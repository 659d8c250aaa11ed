//! The B2B endpoints.

mod connected_apps;
mod discovery;
mod email_sign_in;
mod idp_oauth;
mod magic_links;
mod member_passwords;
mod members;
mod organizations;
mod otps;
mod passwords;
mod provisioning;
mod rbac;
mod recovery_codes;
mod second_factor;
mod sessions;
mod totps;

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
    rbac::{RbacServer, organizations as rbac_organizations},
    recovery_codes::RecoveryCodesServer,
    sessions::SessionsServer,
    totps::TotpsServer,
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
        .merge(passwords::routes(sandbox))
        .merge(TotpsServer::new(sandbox.clone()))
        .merge(RecoveryCodesServer::new(sandbox.clone()))
        .merge(RbacServer::new(sandbox.clone()))
        .merge(rbac_organizations::OrganizationsServer::new(sandbox.clone()))
}
