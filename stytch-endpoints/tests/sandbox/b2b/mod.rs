//! The B2B side of the sandbox, as an application's tests use it.

#![allow(clippy::indexing_slicing, clippy::unwrap_used, reason = "the helpers of a test may fail, too")]

mod discovery;
mod email;
mod members;
mod mfa;
mod organizations;
mod project;
mod search;
mod sessions;

use stytch_endpoints::{
    MemberId, OrganizationId, Stytch,
    b2b::{
        magic_links::{self, AuthenticateResponse, email::LoginOrSignupRequest},
        organizations::{CreateRequest, Member, members as member_calls},
    },
    ids::RoleId,
    sandbox::Sandbox,
    secrets::{Code, Token},
};

/// Makes an empty project whose clock stands still.
fn sandbox() -> Sandbox {
    Sandbox::builder().now("2026-02-05T09:30:00Z".parse().unwrap()).random_seed(7).build()
}

fn roles<const N: usize>(roles: [&str; N]) -> Vec<RoleId> {
    roles.map(Into::into).to_vec()
}

fn texts<const N: usize>(texts: [&str; N]) -> Vec<String> {
    texts.map(str::to_owned).to_vec()
}

/// Creates an Organization.
async fn organization(stytch: &Stytch, request: CreateRequest) -> OrganizationId {
    stytch.send(request).await.unwrap().organization.organization_id
}

/// Creates an Organization whose slug is its name.
async fn named(stytch: &Stytch, name: &str) -> OrganizationId {
    organization(stytch, CreateRequest::new(name).organization_slug(name)).await
}

/// Creates an active Member.
async fn member(stytch: &Stytch, organization: &OrganizationId, email: &str) -> MemberId {
    stytch.send(member_calls::CreateRequest::new(organization, email)).await.unwrap().member_id
}

async fn get(stytch: &Stytch, organization: &OrganizationId, id: &MemberId) -> Member {
    stytch.send(member_calls::GetRequest::new(organization).member_id(id)).await.unwrap().member
}

/// Returns the token of the link that was sent last.
fn sent_token(sandbox: &Sandbox, to: &str) -> Token {
    sandbox.last_message(to).and_then(|message| message.token).unwrap()
}

/// Returns the code that was sent last.
fn sent_code(sandbox: &Sandbox, to: &str) -> Code {
    sandbox.last_message(to).and_then(|message| message.code).unwrap()
}

/// Signs a Member in by a link.
async fn sign_in(sandbox: &Sandbox, organization: &OrganizationId, email: &str) -> AuthenticateResponse {
    let stytch = sandbox.stytch().unwrap();
    stytch.send(LoginOrSignupRequest::new(organization, email)).await.unwrap();
    stytch.send(magic_links::AuthenticateRequest::new(sent_token(sandbox, email))).await.unwrap()
}
