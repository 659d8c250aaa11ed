//! Passwords of Members in the sandbox.

#![allow(clippy::indexing_slicing, clippy::unwrap_used, reason = "the helpers of a test may fail, too")]

use crate::support::assert_refused;
use std::time::Duration;

use stytch_endpoints::{
    Stytch,
    b2b::{
        organizations::members::GetConnectedAppsRequest,
        passwords::{
            AuthenticateRequest, MigrateRequest, StrengthCheckRequest, discovery, email, existing_password, session,
        },
    },
    factors::FactorType,
    passwords::HashType,
    sandbox::{Member, Organization, Sandbox},
    secrets::{SessionToken, Token},
};

const ADA: &str = "ada@acme.example";
const PASSWORD: &str = "correct horse battery staple";
const NEW_PASSWORD: &str = "another long password";

/// Makes a sandbox with a stopped clock, and Ada in the Organization `acme`.
fn sandbox() -> (Sandbox, Stytch) {
    let sandbox = Sandbox::builder().now("2026-02-05T09:30:00Z".parse().unwrap()).build();
    let acme = sandbox.add_organization(Organization::new().slug("acme")).unwrap();
    sandbox.add_member(&acme, Member::new().id("member-test-ada").email(ADA)).unwrap();
    let stytch = sandbox.stytch().unwrap();
    (sandbox, stytch)
}

/// Lets Ada ask for a link, and returns its token.
async fn reset_token(sandbox: &Sandbox, stytch: &Stytch) -> Token {
    stytch.send(email::ResetStartRequest::new("acme", ADA)).await.unwrap();
    sandbox.last_message(ADA).unwrap().token.unwrap()
}

/// Sets Ada's password, and returns her session.
async fn set_password(sandbox: &Sandbox, stytch: &Stytch) -> SessionToken {
    let token = reset_token(sandbox, stytch).await;
    stytch.send(email::ResetRequest::new(token, PASSWORD)).await.unwrap().session_token
}

fn sign_in(password: &str) -> AuthenticateRequest {
    AuthenticateRequest::new("acme", ADA, password)
}

async fn is_active(stytch: &Stytch, session: &SessionToken) -> bool {
    let request = GetConnectedAppsRequest::new("acme", "member-test-ada").session_token(session);
    stytch.send(request).await.is_ok()
}

#[tokio::test]
async fn a_first_password_is_set_by_a_link_and_signs_in_from_then_on() {
    let (sandbox, stytch) = sandbox();
    assert_refused!(stytch.send(sign_in(PASSWORD)), 404, "member_password_not_found");
    let redirect = email::ResetStartRequest::new("acme", "ADA@acme.example")
        .reset_password_redirect_url("https://app.example/reset?step=2");
    let sent = stytch.send(redirect).await.unwrap();
    let message = sandbox.last_message(ADA).unwrap();
    assert_eq!((message.channel.as_str(), message.purpose.as_str()), ("email", "password_reset"));
    let token = message.token.unwrap();
    let url = "https://app.example/reset?step=2&stytch_token_type=multi_tenant_passwords&token=";
    assert_eq!(message.url.unwrap().expose_secret(), format!("{url}{}", token.expose_secret()));
    assert!(sent.member.member_password_id.as_str().is_empty());

    let reset = stytch.send(email::ResetRequest::new(token, PASSWORD).session_duration_minutes(30)).await.unwrap();
    assert!(reset.member_authenticated && !reset.member.member_password_id.as_str().is_empty());
    assert_eq!(reset.member_email_id, sent.member_email_id);
    let factors = reset.member_session.unwrap().authentication_factors;
    let types: Vec<_> = factors.into_iter().map(|factor| factor.r#type).collect();
    assert_eq!(types, [FactorType::MagicLink, FactorType::Password]);

    let signed_in = stytch.send(sign_in(PASSWORD)).await.unwrap();
    assert!(signed_in.member_authenticated && is_active(&stytch, &signed_in.session_token).await);
    assert_eq!(signed_in.organization_id, signed_in.member.organization_id);
    assert_refused!(stytch.send(sign_in("correct horse battery stable")), 401, "unauthorized_credentials");
    let unknown = AuthenticateRequest::new("acme", "bob@acme.example", PASSWORD);
    assert_refused!(stytch.send(unknown), 404, "member_not_found");
    let elsewhere = AuthenticateRequest::new("nowhere", ADA, PASSWORD);
    assert_refused!(stytch.send(elsewhere), 404, "organization_not_found");
}

#[tokio::test]
async fn a_reset_link_works_once_and_until_its_end() {
    let (sandbox, stytch) = sandbox();
    let token = reset_token(&sandbox, &stytch).await;
    let reset = |token: &Token, password: &str| stytch.send(email::ResetRequest::new(token, password));
    assert_refused!(reset(&token, "short-1"), 400, "weak_password");
    assert_refused!(reset(&token, "Password123!"), 400, "breached_password");
    let too_long = email::ResetRequest::new(&token, PASSWORD).session_duration_minutes(1);
    assert_refused!(stytch.send(too_long), 400, "invalid_session_duration_minutes");
    reset(&token, PASSWORD).await.unwrap();
    assert_refused!(reset(&token, NEW_PASSWORD), 401, "unable_to_auth_password_reset_token");

    let late = reset_token(&sandbox, &stytch).await;
    sandbox.advance(Duration::from_secs(30 * 60));
    assert_refused!(reset(&late, NEW_PASSWORD), 401, "unable_to_auth_password_reset_token");
    assert_refused!(reset(&"unknown".into(), NEW_PASSWORD), 401, "unable_to_auth_password_reset_token");
    stytch.send(sign_in(PASSWORD)).await.unwrap();

    let start = || email::ResetStartRequest::new("acme", ADA);
    assert_refused!(stytch.send(start().reset_password_expiration_minutes(4)), 400, "invalid_expiration");
    let redirect = start().reset_password_redirect_url("/reset");
    assert_refused!(stytch.send(redirect), 400, "invalid_password_reset_redirect_url");
    assert_refused!(stytch.send(email::ResetStartRequest::new("acme", "ada")), 400, "invalid_email");
}

/// The example of RFC 7636, appendix B.
#[tokio::test]
async fn a_reset_link_with_a_code_challenge_needs_its_verifier() {
    let (sandbox, stytch) = sandbox();
    let challenge = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";
    stytch.send(email::ResetStartRequest::new("acme", ADA).code_challenge(challenge)).await.unwrap();
    let token = sandbox.last_message(ADA).unwrap().token.unwrap();
    let reset = || email::ResetRequest::new(&token, PASSWORD);
    assert_refused!(stytch.send(reset()), 400, "pkce_expected_code_verifier");
    assert_refused!(stytch.send(reset().code_verifier("another")), 400, "pkce_mismatch");
    stytch.send(reset().code_verifier("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk")).await.unwrap();
}

#[tokio::test]
async fn a_reset_ends_all_other_sessions() {
    let (sandbox, stytch) = sandbox();
    let [kept, other] = [0; 2].map(|_| sandbox.start_session("member-test-ada").unwrap().token);
    let token = reset_token(&sandbox, &stytch).await;
    let reset = stytch.send(email::ResetRequest::new(token, PASSWORD).session_token(&kept)).await.unwrap();
    assert_eq!(reset.session_token, kept);
    assert!(is_active(&stytch, &kept).await && !is_active(&stytch, &other).await);

    let request = existing_password::ResetRequest::new(ADA, PASSWORD, NEW_PASSWORD, "acme");
    let changed = stytch.send(request).await.unwrap();
    assert!(is_active(&stytch, &changed.session_token).await && !is_active(&stytch, &kept).await);
    assert_refused!(stytch.send(sign_in(PASSWORD)), 401, "unauthorized_credentials");
    stytch.send(sign_in(NEW_PASSWORD)).await.unwrap();
}

#[tokio::test]
async fn the_old_password_is_needed_to_change_it() {
    let (sandbox, stytch) = sandbox();
    let session = set_password(&sandbox, &stytch).await;
    let change = |old: &str, new: &str| stytch.send(existing_password::ResetRequest::new(ADA, old, new, "acme"));
    assert_refused!(change(NEW_PASSWORD, NEW_PASSWORD), 401, "unauthorized_credentials");
    assert_refused!(change(PASSWORD, "password"), 400, "weak_password");
    assert_refused!(change(PASSWORD, "P@ssw0rd"), 400, "breached_password");
    // A refused change ends no session.
    assert!(is_active(&stytch, &session).await);
}

#[tokio::test]
async fn a_session_changes_the_password_for_five_minutes_after_a_sign_in() {
    let (sandbox, stytch) = sandbox();
    let session = set_password(&sandbox, &stytch).await;
    let change = || session::ResetRequest::new("acme", NEW_PASSWORD).session_token(&session);
    assert_refused!(stytch.send(session::ResetRequest::new("acme", NEW_PASSWORD)), 400, "no_session_arguments");
    sandbox.add_organization(Organization::new().slug("globex")).unwrap();
    let elsewhere = session::ResetRequest::new("globex", NEW_PASSWORD).session_token(&session);
    assert_refused!(stytch.send(elsewhere), 404, "session_not_found");

    sandbox.advance(Duration::from_secs(5 * 60 + 1));
    assert_refused!(stytch.send(change()), 400, "session_too_old_to_reset_password");
    // Another proof makes the session recent.
    stytch.send(sign_in(PASSWORD).session_token(&session)).await.unwrap();
    let changed = stytch.send(change()).await.unwrap();
    assert_eq!(changed.session_token, session);
    stytch.send(sign_in(NEW_PASSWORD)).await.unwrap();
}

#[tokio::test]
async fn ten_failures_lock_a_member_out_for_an_hour() {
    let (sandbox, stytch) = sandbox();
    set_password(&sandbox, &stytch).await;
    for _ in 0..9 {
        assert_refused!(stytch.send(sign_in(NEW_PASSWORD)), 401, "unauthorized_credentials");
    }
    // A right password begins the count anew.
    stytch.send(sign_in(PASSWORD)).await.unwrap();
    for _ in 0..10 {
        assert_refused!(stytch.send(sign_in(NEW_PASSWORD)), 401, "unauthorized_credentials");
    }
    assert_refused!(stytch.send(sign_in(PASSWORD)), 429, "user_lock_limit_reached");
    sandbox.advance(Duration::from_secs(60 * 60));
    let member = stytch.send(sign_in(PASSWORD)).await.unwrap().member;
    assert!(!member.is_locked && member.lock_expires_at.is_none());
}

#[tokio::test]
async fn an_imported_password_has_to_be_reset() {
    let (sandbox, stytch) = sandbox();
    let bcrypt = format!("$2b$10${}", "a".repeat(53));
    let migrate = |email: &str| MigrateRequest::new(email, &bcrypt, HashType::Bcrypt, "acme");
    let request = migrate("grace@acme.example").name("Grace").external_id("grace").roles(vec!["stytch_admin".into()]);
    let created = stytch.send(request).await.unwrap();
    assert!(created.member_created && created.member.email_address_verified);
    assert_eq!((created.member.status.as_str(), created.member.name.as_str()), ("active", "Grace"));
    let roles: Vec<_> = created.member.roles.iter().map(|role| role.role_id.as_str()).collect();
    assert_eq!(roles, ["stytch_member", "stytch_admin"]);
    assert!(!stytch.send(migrate(ADA)).await.unwrap().member_created);

    assert_refused!(stytch.send(migrate(ADA)), 400, "password_already_exists");
    assert_refused!(stytch.send(sign_in(PASSWORD)), 401, "member_reset_password");
    let change = existing_password::ResetRequest::new(ADA, PASSWORD, NEW_PASSWORD, "acme");
    assert_refused!(stytch.send(change), 400, "cannot_reset_password_with_existing_password");
    set_password(&sandbox, &stytch).await;
    stytch.send(sign_in(PASSWORD)).await.unwrap();

    let bob = |hash: &str, kind| MigrateRequest::new("bob@acme.example", hash, kind, "acme");
    assert_refused!(stytch.send(bob("plain", HashType::Bcrypt)), 400, "invalid_bcrypt_hash");
    assert_refused!(stytch.send(bob("plain", HashType::Sha512)), 400, "invalid_hash");
    assert_refused!(stytch.send(bob("plain", HashType::Other("rot13".into()))), 400, "invalid_hash_type");
    let duplicate = migrate("bob@acme.example").external_id("grace");
    assert_refused!(stytch.send(duplicate), 400, "duplicate_member_external_id");
}

#[tokio::test]
async fn the_strength_of_a_password_is_explained() {
    let (_, stytch) = sandbox();
    let check = |password: &str| StrengthCheckRequest::new(password);
    let weak = stytch.send(check("Short-7")).await.unwrap();
    assert!(!weak.valid_password && !weak.breached_password);
    let feedback = weak.luds_feedback.unwrap();
    assert!(feedback.has_lower_case && feedback.has_upper_case && feedback.has_digit && feedback.has_symbol);
    assert_eq!((feedback.missing_complexity, feedback.missing_characters), (0, 1));

    let breached = stytch.send(check("Password1").email_address(ADA)).await.unwrap();
    assert!(!breached.valid_password && breached.breached_password);
    let strong = stytch.send(check(PASSWORD).email_address(ADA)).await.unwrap();
    assert!(strong.valid_password && strong.strength_policy == "luds");
    assert_refused!(stytch.send(check(PASSWORD).email_address("ada")), 400, "invalid_email");
}

#[tokio::test]
async fn organizations_that_share_passwords_let_a_person_choose_one_later() {
    let sandbox = Sandbox::builder().share_passwords().build();
    let stytch = sandbox.stytch().unwrap();
    for slug in ["acme", "globex"] {
        let organization = sandbox.add_organization(Organization::new().slug(slug)).unwrap();
        sandbox.add_member(&organization, Member::new().email(ADA)).unwrap();
    }
    let authenticate = || discovery::AuthenticateRequest::new(ADA, PASSWORD);
    assert_refused!(stytch.send(authenticate()), 401, "unauthorized_credentials");
    stytch.send(discovery::email::ResetStartRequest::new(ADA)).await.unwrap();
    let token = sandbox.last_message(ADA).unwrap().token.unwrap();
    let member_reset = email::ResetRequest::new(&token, PASSWORD);
    assert_refused!(stytch.send(member_reset), 401, "unable_to_auth_password_reset_token");
    let reset = || discovery::email::ResetRequest::new(&token, PASSWORD);
    let discovered = stytch.send(reset()).await.unwrap();
    assert_eq!(discovered.email_address, ADA);
    assert_refused!(stytch.send(reset()), 401, "unable_to_auth_password_reset_token");

    let discovered = stytch.send(authenticate()).await.unwrap().discovered_organizations;
    let slugs = discovered.into_iter().map(|found| found.organization.unwrap().organization_slug);
    assert_eq!(slugs.collect::<std::collections::BTreeSet<_>>(), ["acme", "globex"].map(String::from).into());
    for slug in ["acme", "globex"] {
        let signed_in = stytch.send(AuthenticateRequest::new(slug, ADA, PASSWORD)).await.unwrap();
        assert!(signed_in.member_authenticated && !signed_in.member.member_password_id.as_str().is_empty());
    }

    let require = email::RequireResetRequest::new(ADA).organization_id("acme");
    assert!(stytch.send(require).await.unwrap().member.is_some());
    assert_refused!(stytch.send(authenticate()), 401, "member_reset_password");
    assert_refused!(stytch.send(AuthenticateRequest::new("globex", ADA, PASSWORD)), 401, "member_reset_password");
}

#[tokio::test]
async fn without_sharing_there_are_no_passwords_of_discovery() {
    let (_, stytch) = sandbox();
    let authenticate = discovery::AuthenticateRequest::new(ADA, PASSWORD);
    assert_refused!(stytch.send(authenticate), 400, "cross_org_passwords_not_enabled");
    let start = discovery::email::ResetStartRequest::new(ADA);
    assert_refused!(stytch.send(start), 400, "cross_org_passwords_not_enabled");
    assert_refused!(stytch.send(email::RequireResetRequest::new(ADA)), 400, "cross_org_passwords_not_enabled");
}
