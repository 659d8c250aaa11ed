//! Second factors by text message, and first factors that an Organization does not accept.

use std::time::Duration;

use stytch_endpoints::{
    b2b::{
        magic_links::{self, email::LoginOrSignupRequest},
        organizations::{MemberStatus, UpdateRequest, members},
        otps::{self, sms},
    },
    sandbox::Sandbox,
};

use super::{get, member, named, sandbox, sent_code, sent_token, sign_in, texts};
use crate::support::assert_refused;

const EMAIL: &str = "ada@acme.example";
const NUMBER: &str = "+12025550162";

/// Makes an Organization that requires a second factor, and Ada with a telephone.
async fn with_phone() -> (Sandbox, stytch_endpoints::OrganizationId, stytch_endpoints::MemberId) {
    let sandbox = sandbox();
    let stytch = sandbox.stytch().unwrap();
    let acme = named(&stytch, "acme").await;
    stytch.send(UpdateRequest::new(&acme).mfa_policy("REQUIRED_FOR_ALL")).await.unwrap();
    let create = members::CreateRequest::new(&acme, EMAIL).mfa_phone_number(NUMBER);
    let ada = stytch.send(create).await.unwrap().member_id;
    (sandbox, acme, ada)
}

#[tokio::test]
async fn a_sign_in_is_complete_after_the_code_that_was_sent() {
    let (sandbox, acme, ada) = with_phone().await;
    let stytch = sandbox.stytch().unwrap();
    let first = sign_in(&sandbox, &acme, EMAIL).await;
    assert!(!first.member_authenticated && first.member_session.is_none());
    assert!(first.session_token.expose_secret().is_empty());
    let mfa = first.mfa_required.unwrap();
    assert_eq!(mfa.secondary_auth_initiated.as_deref(), Some("sms_otp"));
    assert_eq!(mfa.member_options.unwrap().mfa_phone_number, NUMBER);
    assert_eq!(first.intermediate_session_token_expires_at.unwrap().as_str(), "2026-02-05T09:40:00Z");

    let code = sent_code(&sandbox, NUMBER);
    let authenticate = |code: &str| sms::AuthenticateRequest::new("acme", &ada, code);
    let token = &first.intermediate_session_token;
    assert_refused!(stytch.send(authenticate(code.expose_secret())), 400, "no_session_arguments");
    let wrong = if code.expose_secret() == "000000" { "000001" } else { "000000" };
    let call = stytch.send(authenticate(wrong).intermediate_session_token(token));
    assert_refused!(call, 404, "otp_code_not_found");
    let right = || authenticate(code.expose_secret()).intermediate_session_token(token);
    assert_refused!(stytch.send(right().session_token("session")), 400, "too_many_session_arguments");
    assert_refused!(stytch.send(right().set_mfa_enrollment("perhaps")), 400, "bad_request");
    let second = stytch.send(right().session_duration_minutes(30)).await.unwrap();
    assert!(second.member.mfa_phone_number_verified);
    assert_eq!(second.member.default_mfa_method, "sms_otp");
    let session = second.member_session.unwrap();
    assert_eq!(session.authentication_factors.len(), 2);
    assert_eq!(session.expires_at.as_str(), "2026-02-05T10:00:00Z");
    // The intermediate session and the code are used up.
    assert_refused!(stytch.send(right()), 404, "intermediate_session_not_found");
    let again = authenticate(code.expose_secret()).session_token(second.session_token);
    assert_refused!(stytch.send(again), 401, "unable_to_auth_otp_code");
}

#[tokio::test]
async fn a_code_and_an_intermediate_session_expire() {
    let (sandbox, acme, ada) = with_phone().await;
    let stytch = sandbox.stytch().unwrap();
    let token = sign_in(&sandbox, &acme, EMAIL).await.intermediate_session_token;
    let authenticate = |code| sms::AuthenticateRequest::new("acme", &ada, code).intermediate_session_token(&token);
    sandbox.advance(Duration::from_secs(2 * 60));
    let late = authenticate(sent_code(&sandbox, NUMBER));
    assert_refused!(stytch.send(late), 401, "unable_to_auth_otp_code");
    sandbox.advance(Duration::from_secs(8 * 60 - 1));
    stytch.send(sms::SendRequest::new("acme", &ada)).await.unwrap();
    sandbox.advance(Duration::from_secs(1));
    let late = authenticate(sent_code(&sandbox, NUMBER));
    assert_refused!(stytch.send(late), 404, "intermediate_session_not_found");
}

#[tokio::test]
async fn a_member_without_a_telephone_gets_one_at_the_sign_in() {
    let sandbox = sandbox();
    let stytch = sandbox.stytch().unwrap();
    let acme = named(&stytch, "acme").await;
    let ada = member(&stytch, &acme, EMAIL).await;
    let session = sign_in(&sandbox, &acme, EMAIL).await.session_token;
    let send = || sms::SendRequest::new("acme", &ada);
    assert_refused!(stytch.send(send()), 404, "member_phone_number_not_found");
    assert_refused!(stytch.send(send().mfa_phone_number("555")), 400, "invalid_phone_number");
    assert_refused!(stytch.send(send().session_token("unknown")), 404, "session_not_found");
    let changed = stytch.send(send().mfa_phone_number(NUMBER)).await.unwrap().member;
    assert_eq!((changed.mfa_phone_number.as_str(), changed.mfa_phone_number_verified), (NUMBER, false));
    let other = send().mfa_phone_number("+12025550199");
    assert_refused!(stytch.send(other), 400, "duplicate_member_phone_number_for_member");
    let enroll = sms::AuthenticateRequest::new("acme", &ada, sent_code(&sandbox, NUMBER)).session_token(session);
    let enrolled = stytch.send(enroll.set_mfa_enrollment("enroll")).await.unwrap();
    assert!(enrolled.member.mfa_enrolled && enrolled.member.mfa_phone_number_verified);
    // From now on a second factor is asked for.
    assert!(!sign_in(&sandbox, &acme, EMAIL).await.member_authenticated);

    let update = UpdateRequest::new("acme").mfa_methods("RESTRICTED").allowed_mfa_methods(texts(["totp"]));
    stytch.send(update).await.unwrap();
    assert_refused!(stytch.send(send()), 400, "operation_restricted_by_organization_mfa_methods");
}

#[tokio::test]
async fn an_intermediate_session_is_one_persons() {
    let (sandbox, acme, _) = with_phone().await;
    let stytch = sandbox.stytch().unwrap();
    let of_ada = sign_in(&sandbox, &acme, EMAIL).await.intermediate_session_token;
    let create = members::CreateRequest::new(&acme, "bob@acme.example").mfa_phone_number("+12025550199");
    let bob = stytch.send(create).await.unwrap().member_id;
    stytch.send(sms::SendRequest::new("acme", &bob)).await.unwrap();
    let code = sent_code(&sandbox, "+12025550199");
    let stolen = sms::AuthenticateRequest::new("acme", &bob, code).intermediate_session_token(&of_ada);
    assert_refused!(stytch.send(stolen), 404, "intermediate_session_not_found");
    stytch.send(LoginOrSignupRequest::new("acme", "bob@acme.example")).await.unwrap();
    let link = magic_links::AuthenticateRequest::new(sent_token(&sandbox, "bob@acme.example"));
    let call = stytch.send(link.intermediate_session_token(&of_ada));
    assert_refused!(call, 404, "intermediate_session_not_found");
    let globex = named(&stytch, "globex").await;
    member(&stytch, &globex, EMAIL).await;
    stytch.send(LoginOrSignupRequest::new("globex", EMAIL)).await.unwrap();
    let link = magic_links::AuthenticateRequest::new(sent_token(&sandbox, EMAIL));
    let call = stytch.send(link.intermediate_session_token(of_ada));
    assert_refused!(call, 400, "invalid_intermediate_session_token_for_organization");
}

#[tokio::test]
async fn an_organization_accepts_only_the_first_factors_that_it_allows() {
    let (sandbox, acme, ada) = with_phone().await;
    let stytch = sandbox.stytch().unwrap();
    let update = UpdateRequest::new(&acme).auth_methods("RESTRICTED");
    stytch.send(update.allowed_auth_methods(texts(["email_otp"]))).await.unwrap();
    let by_link = sign_in(&sandbox, &acme, EMAIL).await;
    assert_eq!(by_link.primary_required.unwrap().allowed_auth_methods, ["email_otp"]);
    assert!(by_link.mfa_required.is_none() && sandbox.messages(NUMBER).is_empty());
    stytch.send(sms::SendRequest::new("acme", &ada)).await.unwrap();
    let early = sms::AuthenticateRequest::new("acme", &ada, sent_code(&sandbox, NUMBER));
    let call = stytch.send(early.intermediate_session_token(&by_link.intermediate_session_token));
    assert_refused!(call, 400, "action_available_only_once_primary_authentication_is_met");

    stytch.send(otps::email::LoginOrSignupRequest::new("acme", EMAIL)).await.unwrap();
    let by_code = otps::email::AuthenticateRequest::new("acme", EMAIL, sent_code(&sandbox, EMAIL));
    let by_code = by_code.intermediate_session_token(by_link.intermediate_session_token);
    let by_code = stytch.send(by_code).await.unwrap();
    assert!(by_code.primary_required.is_none() && by_code.mfa_required.is_some());
    let second = sms::AuthenticateRequest::new("acme", &ada, sent_code(&sandbox, NUMBER));
    let second = second.intermediate_session_token(by_code.intermediate_session_token);
    let factors = stytch.send(second).await.unwrap().member_session.unwrap().authentication_factors;
    assert_eq!(factors.len(), 3, "the link, the code by e-mail and the code by text message");
    assert_eq!(get(&stytch, &acme, &ada).await.status, MemberStatus::Active);
}
