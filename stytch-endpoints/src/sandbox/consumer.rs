//! The consumer endpoints.

mod contacts;
mod magic_links;
mod otps;
mod rbac;
mod recipients;
mod sessions;
mod user_changes;
mod user_proofs;
mod user_search;
mod users;

use endpoint_runtime::server::Routes;

pub(super) use user_proofs::UserProofs;

use super::Sandbox;
use crate::consumer::{
    magic_links::{MagicLinksServer, email::EmailServer},
    otps::{OtpsServer, email, sms::SmsServer, whatsapp::WhatsappServer},
    rbac::RbacServer,
    sessions::SessionsServer,
    users::UsersServer,
};

/// Returns the routes of the consumer traits that the sandbox implements.
pub(super) fn routes(sandbox: &Sandbox) -> Routes {
    Routes::new()
        .merge(UsersServer::new(sandbox.clone()))
        .merge(SessionsServer::new(sandbox.clone()))
        .merge(MagicLinksServer::new(sandbox.clone()))
        .merge(EmailServer::new(sandbox.clone()))
        .merge(OtpsServer::new(sandbox.clone()))
        .merge(email::EmailServer::new(sandbox.clone()))
        .merge(SmsServer::new(sandbox.clone()))
        .merge(WhatsappServer::new(sandbox.clone()))
        .merge(RbacServer::new(sandbox.clone()))
}
