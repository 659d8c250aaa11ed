//! The consumer endpoints.

mod contacts;
mod idp_oauth;
mod magic_links;
mod otps;
mod passwords;
mod rbac;
mod recipients;
mod sessions;
mod totps;
mod user_changes;
mod user_passwords;
mod user_proofs;
mod user_search;
mod users;

use endpoint_runtime::server::Routes;

pub(super) use user_passwords::UserReset;
pub(super) use user_proofs::UserProofs;

use super::Sandbox;
use crate::consumer::{
    idp::oauth::OauthServer,
    magic_links::{MagicLinksServer, email::EmailServer},
    otps::{OtpsServer, email, sms::SmsServer, whatsapp::WhatsappServer},
    rbac::RbacServer,
    sessions::SessionsServer,
    totps::TotpsServer,
    users::UsersServer,
};

/// Returns the routes of the consumer traits that the sandbox implements.
pub(super) fn routes(sandbox: &Sandbox) -> Routes {
    Routes::new()
        .merge(UsersServer::new(sandbox.clone()))
        .merge(SessionsServer::new(sandbox.clone()))
        .merge(OauthServer::new(sandbox.clone()))
        .merge(MagicLinksServer::new(sandbox.clone()))
        .merge(EmailServer::new(sandbox.clone()))
        .merge(OtpsServer::new(sandbox.clone()))
        .merge(email::EmailServer::new(sandbox.clone()))
        .merge(SmsServer::new(sandbox.clone()))
        .merge(WhatsappServer::new(sandbox.clone()))
        .merge(RbacServer::new(sandbox.clone()))
        .merge(passwords::routes(sandbox))
        .merge(TotpsServer::new(sandbox.clone()))
}
