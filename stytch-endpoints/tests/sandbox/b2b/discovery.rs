//! Discovery: a proof of an address first, then an Organization.

use std::time::Duration;

use stytch_endpoints::{
    Stytch,
    b2b::{
        discovery::{
            DiscoveryResponse,
            intermediate_sessions::ExchangeRequest,
            organizations::{CreateRequest, ListRequest},
        },
        magic_links::{discovery, email},
        organizations::{self, UpdateRequest, members},
        otps::email::discovery as otp_discovery,
        sessions,
    },
    sandbox::{Sandbox, demo},
    secrets::IntermediateSessionToken,
};

use super::{member, named, organization, sandbox, sent_code, sent_token, sign_in, texts};
use crate::support::assert_refused;

const EMAIL: &str = "ada@acme.example";

/// Proves the address by a link.
async fn discover(sandbox: &Sandbox, stytch: &Stytch, email: &str) -> DiscoveryResponse {
    stytch.send(email::discovery::SendRequest::new(email)).await.unwrap();
    let token = sent_token(sandbox, email);
    stytch.send(discovery::AuthenticateRequest::new(token)).await.unwrap()
}

/// Describes the Organizations that were discovered.
async fn listed(stytch: &Stytch, request: ListRequest) -> Vec<(String, String, bool)> {
    let found = stytch.send(request).await.unwrap().discovered_organizations;
    let mut found: Vec<_> = found
        .into_iter()
        .map(|found| {
            let slug = found.organization.unwrap().organization_slug;
            (slug, found.membership.unwrap().r#type, found.member_authenticated)
        })
        .collect();
    found.sort();
    found
}

#[tokio::test]
async fn a_person_finds_the_organizations_to_enter() {
    let sandbox = sandbox();
    let stytch = sandbox.stytch().unwrap();
    let create = |slug: &str| organizations::CreateRequest::new(slug).organization_slug(slug);
    let acme = organization(&stytch, create("acme")).await;
    let ada = member(&stytch, &acme, EMAIL).await;
    let by_domain = create("by-domain").email_allowed_domains(texts(["acme.example"]));
    organization(&stytch, by_domain.email_jit_provisioning("RESTRICTED")).await;
    organization(&stytch, create("inviting").mfa_policy("REQUIRED_FOR_ALL")).await;
    stytch.send(email::InviteRequest::new("inviting", EMAIL)).await.unwrap();
    let restricted = create("restricted").auth_methods("RESTRICTED").allowed_auth_methods(texts(["password"]));
    let restricted = organization(&stytch, restricted).await;
    let pending = members::CreateRequest::new(restricted, EMAIL).create_member_as_pending(true);
    stytch.send(pending).await.unwrap();
    organization(&stytch, create("unrelated")).await;

    let found = discover(&sandbox, &stytch, EMAIL).await;
    assert_eq!((found.email_address.as_str(), found.discovered_organizations.len()), (EMAIL, 4));
    let token = &found.intermediate_session_token;
    let described = |slug: &str, r#type: &str, complete| (slug.to_owned(), r#type.to_owned(), complete);
    let expected = [
        described("acme", "active_member", true),
        described("by-domain", "eligible_to_join_by_email_domain", true),
        described("inviting", "invited_member", false),
        described("restricted", "pending_member", false),
    ];
    let list = || ListRequest::new().intermediate_session_token(token);
    assert_eq!(listed(&stytch, list()).await, expected);
    // A session proves the address as well.
    let session = sign_in(&sandbox, &acme, EMAIL).await;
    assert_eq!(listed(&stytch, ListRequest::new().session_token(&session.session_token)).await, expected);
    assert_refused!(stytch.send(ListRequest::new()), 400, "no_session_arguments");
    let both = list().session_token(session.session_token);
    assert_refused!(stytch.send(both), 400, "too_many_session_arguments");

    let exchange = |organization: &str| ExchangeRequest::new(token, organization);
    assert_refused!(stytch.send(exchange("nowhere")), 404, "organization_not_found");
    assert_refused!(stytch.send(exchange("unrelated")), 400, "email_jit_provisioning_not_allowed");
    let call = stytch.send(exchange("by-domain").session_duration_minutes(1));
    assert_refused!(call, 400, "invalid_session_duration_minutes");
    let of_domain = stytch.send(organizations::MetricsRequest::new("by-domain")).await.unwrap();
    assert_eq!(of_domain.member_count, 0, "a refused exchange created a Member");
    let entered = stytch.send(exchange("acme")).await.unwrap();
    assert_eq!((entered.member_authenticated, &entered.member_id), (true, &ada));
    assert_refused!(stytch.send(exchange("acme")), 404, "intermediate_session_not_found");
}

#[tokio::test]
async fn a_person_joins_by_the_domain_of_the_address() {
    let sandbox = sandbox();
    let stytch = sandbox.stytch().unwrap();
    named(&stytch, "acme").await;
    let update = UpdateRequest::new("acme").email_allowed_domains(texts(["acme.example"]));
    stytch.send(update.email_jit_provisioning("RESTRICTED").mfa_policy("REQUIRED_FOR_ALL")).await.unwrap();
    stytch.send(otp_discovery::SendRequest::new(EMAIL)).await.unwrap();
    let code = sent_code(&sandbox, EMAIL);
    let authenticate = || otp_discovery::AuthenticateRequest::new(EMAIL, &code);
    let found = stytch.send(authenticate()).await.unwrap();
    assert!(found.discovered_organizations[0].mfa_required.is_some());
    assert_refused!(stytch.send(authenticate()), 401, "unable_to_auth_otp_code");
    let other = otp_discovery::AuthenticateRequest::new("bob@acme.example", &code);
    assert_refused!(stytch.send(other), 404, "otp_code_not_found");
    let joined = stytch.send(ExchangeRequest::new(found.intermediate_session_token, "acme")).await.unwrap();
    assert_eq!((joined.member.status.as_str(), joined.member_authenticated), ("active", false));
    assert!(joined.member.email_address_verified);
    // The intermediate session of a sign-in names its Organization, and can enter another one.
    let token = joined.intermediate_session_token;
    let list = ListRequest::new().intermediate_session_token(&token);
    let hint = stytch.send(list).await.unwrap().organization_id_hint;
    assert_eq!(hint.as_deref(), Some(joined.organization.organization_id.as_str()));
    let created = stytch.send(CreateRequest::new(token).organization_name("Ada's")).await.unwrap();
    assert!(created.member_authenticated);
}

#[tokio::test]
async fn a_person_creates_an_organization() {
    let sandbox = sandbox();
    let stytch = sandbox.stytch().unwrap();
    let token = discover(&sandbox, &stytch, EMAIL).await.intermediate_session_token;
    let create = || CreateRequest::new(&token).organization_name("Acme");
    assert_refused!(stytch.send(create().organization_slug("a b")), 400, "invalid_organization_slug");
    let call = stytch.send(create().session_duration_minutes(1));
    assert_refused!(call, 400, "invalid_session_duration_minutes");
    let created = stytch.send(create().session_duration_minutes(30)).await.unwrap();
    assert!(created.member_authenticated && created.member.is_admin);
    assert_eq!(created.organization.organization_slug, "acme", "a refused creation left an Organization");
    stytch.send(sessions::AuthenticateRequest::new().session_token(&created.session_token)).await.unwrap();
    assert_refused!(stytch.send(create()), 404, "intermediate_session_not_found");

    // A person with an address of a claimed domain joins the Organization that has claimed it.
    let claim = UpdateRequest::new("acme").claimed_email_domains(texts(["acme.example"]));
    stytch.send(claim.session_token(created.session_token)).await.unwrap();
    let token = discover(&sandbox, &stytch, "bob@acme.example").await.intermediate_session_token;
    let call = stytch.send(CreateRequest::new(token));
    assert_refused!(call, 400, "action_not_allowed_email_domain_is_claimed");
}

#[tokio::test]
async fn a_discovery_link_works_once_and_not_for_long() {
    let sandbox = sandbox();
    let stytch = sandbox.stytch().unwrap();
    let send = |email: &str| email::discovery::SendRequest::new(email);
    assert_refused!(stytch.send(send("ada")), 400, "invalid_email");
    assert_refused!(stytch.send(otp_discovery::SendRequest::new("ada")), 400, "invalid_email");
    let call = stytch.send(send(EMAIL).discovery_redirect_url("nowhere"));
    assert_refused!(call, 400, "no_match_for_provided_magic_link_url");
    stytch.send(send(EMAIL)).await.unwrap();
    let authenticate = |token| discovery::AuthenticateRequest::new(token);
    let token = sent_token(&sandbox, EMAIL);
    stytch.send(authenticate(token.clone())).await.unwrap();
    assert_refused!(stytch.send(authenticate(token)), 401, "unable_to_auth_magic_link");
    stytch.send(send(EMAIL)).await.unwrap();
    sandbox.advance(Duration::from_secs(60 * 60));
    let late = authenticate(sent_token(&sandbox, EMAIL));
    assert_refused!(stytch.send(late), 401, "unable_to_auth_magic_link");
    // A link that signs a Member in is none of discovery.
    let acme = named(&stytch, "acme").await;
    member(&stytch, &acme, EMAIL).await;
    stytch.send(email::LoginOrSignupRequest::new("acme", EMAIL)).await.unwrap();
    let other = authenticate(sent_token(&sandbox, EMAIL));
    assert_refused!(stytch.send(other), 404, "magic_link_not_found");
    let token = discover(&sandbox, &stytch, EMAIL).await.intermediate_session_token;
    sandbox.advance(Duration::from_secs(10 * 60));
    assert_refused!(stytch.send(ExchangeRequest::new(token, "acme")), 404, "intermediate_session_not_found");
}

#[tokio::test]
async fn a_session_of_the_demonstration_is_a_proof() {
    let stytch = Sandbox::demo().stytch().unwrap();
    let found = listed(&stytch, ListRequest::new().session_token(demo::MEMBER_SESSION)).await;
    assert_eq!(found, [("acme".to_owned(), "active_member".to_owned(), true)]);
    let unknown = ListRequest::new().intermediate_session_token(IntermediateSessionToken::from("unknown"));
    assert_refused!(stytch.send(unknown), 404, "intermediate_session_not_found");
}
