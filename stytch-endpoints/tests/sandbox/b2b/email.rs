//! Sign-ins by links and passcodes that are sent by e-mail: sign-up, invitations, PKCE, expiry.

use std::time::Duration;

use stytch_endpoints::{
    b2b::{
        magic_links::{
            self,
            email::{InviteRequest, LoginOrSignupRequest},
        },
        organizations::{UpdateRequest, members},
        otps,
    },
    factors::FactorType,
    sandbox::{Sandbox, demo},
};

use super::{member, named, sandbox, sent_code, sent_token, sign_in, texts};
use crate::support::assert_refused;

const EMAIL: &str = "ada@acme.example";

fn minutes(minutes: u64) -> Duration {
    Duration::from_secs(minutes * 60)
}

#[tokio::test]
async fn a_link_signs_a_member_in_once() {
    let sandbox = sandbox();
    let stytch = sandbox.stytch().unwrap();
    let acme = named(&stytch, "acme").await;
    let ada = member(&stytch, &acme, EMAIL).await;
    let send = LoginOrSignupRequest::new("acme", EMAIL).login_redirect_url("https://acme.example/login?from=mail");
    let found = stytch.send(send).await.unwrap();
    assert_eq!((found.member_id, found.member_created), (ada.clone(), false));
    let message = sandbox.last_message(EMAIL).unwrap();
    let url = message.url.as_ref().unwrap().expose_secret();
    let token = sent_token(&sandbox, EMAIL);
    let start = "https://acme.example/login?from=mail&stytch_token_type=multi_tenant_magic_links&token=";
    assert_eq!(url, format!("{start}{}", token.expose_secret()));
    let authenticate = || magic_links::AuthenticateRequest::new(&token);

    // A call that fails does not use the link up.
    let call = stytch.send(authenticate().session_duration_minutes(1));
    assert_refused!(call, 400, "invalid_session_duration_minutes");
    assert_refused!(stytch.send(authenticate().session_token("unknown")), 404, "session_not_found");
    let call = stytch.send(authenticate().intermediate_session_token("unknown"));
    assert_refused!(call, 404, "intermediate_session_not_found");
    let signed_in = stytch.send(authenticate()).await.unwrap();
    assert!(signed_in.member_authenticated && signed_in.member.email_address_verified);
    assert_eq!((&signed_in.member_id, &signed_in.organization_id), (&ada, &acme));
    let session = signed_in.member_session.unwrap();
    let factor = &session.authentication_factors[0];
    assert_eq!(factor.r#type, FactorType::MagicLink);
    assert_eq!(factor.email_factor.as_ref().unwrap().email_id, signed_in.method_id);
    assert_refused!(stytch.send(authenticate()), 401, "unable_to_auth_magic_link");
    let unknown = magic_links::AuthenticateRequest::new("unknown");
    assert_refused!(stytch.send(unknown), 404, "magic_link_not_found");
}

#[tokio::test]
async fn a_link_and_a_passcode_expire() {
    let sandbox = sandbox();
    let stytch = sandbox.stytch().unwrap();
    let acme = named(&stytch, "acme").await;
    member(&stytch, &acme, EMAIL).await;
    let send = |minutes: u32| LoginOrSignupRequest::new("acme", EMAIL).login_expiration_minutes(minutes);
    for wrong in [4, 10_081] {
        assert_refused!(stytch.send(send(wrong)), 400, "invalid_expiration");
    }
    stytch.send(send(5)).await.unwrap();
    let early = sent_token(&sandbox, EMAIL);
    stytch.send(send(5)).await.unwrap();
    let late = sent_token(&sandbox, EMAIL);
    sandbox.advance(Duration::from_secs(5 * 60 - 1));
    stytch.send(magic_links::AuthenticateRequest::new(early)).await.unwrap();
    sandbox.advance(Duration::from_secs(1));
    let late = magic_links::AuthenticateRequest::new(late);
    assert_refused!(stytch.send(late), 401, "unable_to_auth_magic_link");

    let send = |minutes: u32| otps::email::LoginOrSignupRequest::new("acme", EMAIL).login_expiration_minutes(minutes);
    for wrong in [1, 16] {
        assert_refused!(stytch.send(send(wrong)), 400, "invalid_expiration_otp");
    }
    stytch.send(send(2)).await.unwrap();
    sandbox.advance(minutes(2));
    let authenticate = otps::email::AuthenticateRequest::new("acme", EMAIL, sent_code(&sandbox, EMAIL));
    assert_refused!(stytch.send(authenticate), 401, "unable_to_auth_otp_code");
}

#[tokio::test]
async fn a_passcode_signs_a_member_in_once() {
    let sandbox = sandbox();
    let stytch = sandbox.stytch().unwrap();
    let (acme, globex) = (named(&stytch, "acme").await, named(&stytch, "globex").await);
    member(&stytch, &acme, EMAIL).await;
    member(&stytch, &globex, EMAIL).await;
    stytch.send(otps::email::LoginOrSignupRequest::new("acme", EMAIL)).await.unwrap();
    let code = sent_code(&sandbox, EMAIL);
    let authenticate = |organization: &str, code: &str| {
        otps::email::AuthenticateRequest::new(organization, EMAIL.to_uppercase(), code)
    };
    // It belongs to the Organization that it was sent for.
    let elsewhere = authenticate("globex", code.expose_secret());
    assert_refused!(stytch.send(elsewhere), 404, "otp_code_not_found");
    let wrong = if code.expose_secret() == "000000" { "000001" } else { "000000" };
    assert_refused!(stytch.send(authenticate("acme", wrong)), 404, "otp_code_not_found");
    let signed_in = stytch.send(authenticate("acme", code.expose_secret())).await.unwrap();
    assert!(signed_in.member_authenticated);
    let factor = &signed_in.member_session.as_ref().unwrap().authentication_factors[0];
    assert_eq!(factor.r#type, FactorType::EmailOtp);
    assert_refused!(stytch.send(authenticate("acme", code.expose_secret())), 401, "unable_to_auth_otp_code");
    let nobody = otps::email::AuthenticateRequest::new("acme", "bob@acme.example", code);
    assert_refused!(stytch.send(nobody), 404, "member_not_found");

    // A factor is added to a session of the same Member, and to no other.
    stytch.send(LoginOrSignupRequest::new("acme", EMAIL)).await.unwrap();
    let token = sent_token(&sandbox, EMAIL);
    let other = sign_in(&sandbox, &globex, EMAIL).await;
    let authenticate = || magic_links::AuthenticateRequest::new(&token);
    let call = stytch.send(authenticate().session_token(&other.session_token));
    assert_refused!(call, 400, "member_session_member_id_mismatch");
    let both = stytch.send(authenticate().session_token(&signed_in.session_token)).await.unwrap();
    assert_eq!(both.session_token, signed_in.session_token);
    assert_eq!(both.member_session.unwrap().authentication_factors.len(), 2);
}

#[tokio::test]
async fn a_person_signs_up_if_the_organization_provisions_by_domain() {
    let sandbox = sandbox();
    let stytch = sandbox.stytch().unwrap();
    named(&stytch, "acme").await;
    let by_link = |email: &str| LoginOrSignupRequest::new("acme", email);
    let by_code = |email: &str| otps::email::LoginOrSignupRequest::new("acme", email);
    assert_refused!(stytch.send(by_link(EMAIL)), 400, "email_jit_provisioning_not_allowed");
    assert_refused!(stytch.send(by_code(EMAIL)), 400, "email_jit_provisioning_not_allowed");
    assert_refused!(stytch.send(by_link("ada")), 400, "invalid_email");
    let elsewhere = LoginOrSignupRequest::new("nowhere", EMAIL);
    assert_refused!(stytch.send(elsewhere), 404, "organization_not_found");
    let update = UpdateRequest::new("acme").email_allowed_domains(texts(["acme.example"]));
    stytch.send(update.email_jit_provisioning("RESTRICTED")).await.unwrap();
    let call = stytch.send(by_link("eve@other.example"));
    assert_refused!(call, 400, "invalid_email_for_jit_provisioning");
    let signed_up = stytch.send(by_link(EMAIL)).await.unwrap();
    assert_eq!((signed_up.member_created, signed_up.member.status.as_str()), (true, "pending"));
    assert!(!stytch.send(by_code(EMAIL)).await.unwrap().member_created);
    let code = sent_code(&sandbox, EMAIL);
    let signed_in = stytch.send(otps::email::AuthenticateRequest::new("acme", EMAIL, code)).await.unwrap();
    assert_eq!((signed_in.member_id, signed_in.member.status.as_str()), (signed_up.member_id, "active"));
}

#[tokio::test]
async fn an_invitation_makes_a_member_once_it_is_accepted() {
    let sandbox = sandbox();
    let stytch = sandbox.stytch().unwrap();
    let acme = named(&stytch, "acme").await;
    let invite = |email: &str| InviteRequest::new("acme", email);
    let request = invite(EMAIL).name("Ada").roles(vec!["stytch_admin".into()]);
    let invited = stytch.send(request).await.unwrap().member;
    assert_eq!((invited.status.as_str(), invited.name.as_str(), invited.is_admin), ("invited", "Ada", true));
    assert_eq!(sandbox.last_message(EMAIL).unwrap().purpose, "invite");
    let token = sent_token(&sandbox, EMAIL);
    // A second invitation keeps what it does not name.
    let again = stytch.send(invite(EMAIL)).await.unwrap().member;
    assert_eq!((&again.member_id, again.name.as_str(), again.is_admin), (&invited.member_id, "Ada", true));
    sandbox.advance(Duration::from_secs(7 * 24 * 60 * 60 - 1));
    let accepted = stytch.send(magic_links::AuthenticateRequest::new(token)).await.unwrap();
    assert_eq!((accepted.member.status.as_str(), accepted.member_authenticated), ("active", true));
    assert_refused!(stytch.send(invite(EMAIL)), 400, "duplicate_member_email");

    // One that was withdrawn does not work any more.
    let bob = stytch.send(invite("bob@acme.example")).await.unwrap().member_id;
    let token = sent_token(&sandbox, "bob@acme.example");
    stytch.send(members::DeleteRequest::new("acme", bob)).await.unwrap();
    let withdrawn = magic_links::AuthenticateRequest::new(token);
    assert_refused!(stytch.send(withdrawn), 404, "magic_link_not_found");

    let call = stytch.send(invite("eve@acme.example").invite_redirect_url("nowhere"));
    assert_refused!(call, 400, "no_match_for_provided_magic_link_url");
    let update = UpdateRequest::new(&acme).email_invites("RESTRICTED");
    stytch.send(update.email_allowed_domains(texts(["acme.example"]))).await.unwrap();
    stytch.send(invite("eve@acme.example")).await.unwrap();
    assert_refused!(stytch.send(invite("eve@other.example")), 400, "invalid_email_for_invites");
    stytch.send(UpdateRequest::new(&acme).email_invites("NOT_ALLOWED")).await.unwrap();
    assert_refused!(stytch.send(invite("eve@acme.example")), 400, "invalid_email_for_invites");
}

#[tokio::test]
async fn a_session_invites_if_its_roles_permit() {
    let stytch = Sandbox::demo().stytch().unwrap();
    let invite = || InviteRequest::new("acme", "new@acme.example").invited_by_member_id("grace");
    let call = stytch.send(invite().session_token(demo::MEMBER_SESSION));
    assert_refused!(call, 403, "session_authorization_error");
    let call = stytch.send(invite().session_token(demo::OTHER_SESSION));
    assert_refused!(call, 403, "session_authorization_tenancy_error");
    stytch.send(invite().session_token(demo::ADMIN_SESSION)).await.unwrap();
}

/// The example of RFC 7636, appendix B.
#[tokio::test]
async fn a_link_with_a_code_challenge_needs_the_verifier() {
    let sandbox = sandbox();
    let stytch = sandbox.stytch().unwrap();
    let acme = named(&stytch, "acme").await;
    member(&stytch, &acme, EMAIL).await;
    let send = |challenge: &str| LoginOrSignupRequest::new("acme", EMAIL).pkce_code_challenge(challenge);
    assert_refused!(stytch.send(send("short")), 400, "invalid_pkce_code_challenge");
    stytch.send(send("E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM")).await.unwrap();
    let token = sent_token(&sandbox, EMAIL);
    let authenticate = || magic_links::AuthenticateRequest::new(&token);
    assert_refused!(stytch.send(authenticate()), 400, "pkce_expected_code_verifier");
    let call = stytch.send(authenticate().pkce_code_verifier("other"));
    assert_refused!(call, 400, "pkce_mismatch");
    let verifier = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
    stytch.send(authenticate().pkce_code_verifier(verifier)).await.unwrap();
    stytch.send(LoginOrSignupRequest::new("acme", EMAIL)).await.unwrap();
    let plain = magic_links::AuthenticateRequest::new(sent_token(&sandbox, EMAIL)).pkce_code_verifier(verifier);
    assert_refused!(stytch.send(plain), 400, "pkce_did_not_expect_code_verifier");
}
