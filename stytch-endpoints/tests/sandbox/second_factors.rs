//! Authenticator apps and recovery codes in the sandbox.

#![allow(clippy::indexing_slicing, clippy::unwrap_used, reason = "the helpers of a test may fail, too")]

use crate::support::assert_refused;
use std::time::Duration;

use stytch_endpoints::{
    Stytch,
    b2b::{
        organizations::UpdateRequest,
        passwords::{self, email},
        recovery_codes::{GetRequest, RecoverRequest, RotateRequest},
        totps::{AuthenticateRequest, CreateRequest, MigrateRequest},
    },
    consumer,
    factors::FactorType,
    sandbox::{Member, Organization, Sandbox, User},
    secrets::{Code, IntermediateSessionToken, SessionToken, TotpSecret},
};

const ADA: &str = "member-test-ada";
const EMAIL: &str = "ada@acme.example";
const PASSWORD: &str = "correct horse battery staple";
/// A code that no app in these tests shows.
const WRONG: &str = "000000";

/// Makes a sandbox with a stopped clock, and Ada in the Organization `acme`, with a password and a session.
async fn sandbox() -> (Sandbox, Stytch, SessionToken) {
    let sandbox = Sandbox::builder().now("2026-02-05T09:30:00Z".parse().unwrap()).random_seed(7).build();
    let acme = sandbox.add_organization(Organization::new().slug("acme")).unwrap();
    sandbox.add_member(&acme, Member::new().id(ADA).email(EMAIL)).unwrap();
    let stytch = sandbox.stytch().unwrap();
    stytch.send(email::ResetStartRequest::new("acme", EMAIL)).await.unwrap();
    let token = sandbox.last_message(EMAIL).unwrap().token.unwrap();
    let session = stytch.send(email::ResetRequest::new(token, PASSWORD)).await.unwrap().session_token;
    (sandbox, stytch, session)
}

/// Waits for the app's next code.
fn next_code(sandbox: &Sandbox, secret: &TotpSecret) -> Code {
    sandbox.advance(Duration::from_secs(30));
    sandbox.totp_code(secret).unwrap()
}

/// Signs Ada in by the first factor only.
async fn first_factor(stytch: &Stytch) -> IntermediateSessionToken {
    let request = passwords::AuthenticateRequest::new("acme", EMAIL, PASSWORD);
    let response = stytch.send(request).await.unwrap();
    assert!(!response.member_authenticated && response.member_session.is_none());
    let options = response.mfa_required.unwrap().member_options.unwrap();
    assert_eq!(options.totp_registration_id, response.member.totp_registration_id);
    response.intermediate_session_token
}

#[tokio::test]
async fn a_member_enrolls_an_app_and_signs_in_by_password_and_code_or_recovery_code() {
    let (sandbox, stytch, session) = sandbox().await;
    let created = stytch.send(CreateRequest::new("acme", ADA)).await.unwrap();
    assert_eq!(created.recovery_codes.len(), 10);
    assert_eq!(created.member.totp_registration_id, created.totp_registration_id);
    let enroll = |code: &Code| AuthenticateRequest::new("acme", ADA, code).session_token(&session);
    assert_refused!(stytch.send(enroll(&WRONG.into())), 401, "unable_to_authenticate_totp");
    let code = sandbox.totp_code(&created.secret).unwrap();
    let enrolled = stytch.send(enroll(&code).set_mfa_enrollment("enroll")).await.unwrap();
    assert_eq!(enrolled.session_token, session);
    assert!(enrolled.member.mfa_enrolled && enrolled.member.default_mfa_method == "totp");
    assert_eq!(enrolled.member.totp_registration_id, created.totp_registration_id);

    let intermediate = first_factor(&stytch).await;
    let second = |code: &Code| AuthenticateRequest::new("acme", ADA, code).intermediate_session_token(&intermediate);
    assert_refused!(stytch.send(second(&code)), 400, "totp_code_already_authenticated");
    assert_refused!(stytch.send(second(&WRONG.into())), 401, "unable_to_authenticate_totp");
    let code = next_code(&sandbox, &created.secret);
    let signed_in = stytch.send(second(&code).session_duration_minutes(30)).await.unwrap();
    let factors = signed_in.member_session.unwrap().authentication_factors;
    let types: Vec<_> = factors.into_iter().map(|factor| factor.r#type).collect();
    assert_eq!(types, [FactorType::Password, FactorType::Totp]);
    let code = next_code(&sandbox, &created.secret);
    assert_refused!(stytch.send(second(&code)), 404, "intermediate_session_not_found");

    let intermediate = first_factor(&stytch).await;
    let recover = |code: &str| RecoverRequest::new("acme", ADA, code).intermediate_session_token(&intermediate);
    assert_refused!(stytch.send(recover("aaaa-aaaa-aaaa")), 401, "unable_to_authenticate_recovery_code");
    let lost = created.recovery_codes[3].expose_secret();
    let recovered = stytch.send(recover(lost)).await.unwrap();
    assert_eq!(recovered.recovery_codes_remaining, 9);
    let factors = recovered.member_session.unwrap().authentication_factors;
    assert_eq!(factors[1].r#type, FactorType::RecoveryCodes);
    let intermediate = first_factor(&stytch).await;
    let recover = |code: &str| RecoverRequest::new("acme", ADA, code).intermediate_session_token(&intermediate);
    assert_refused!(stytch.send(recover(lost)), 401, "unable_to_authenticate_recovery_code");

    let rotated = stytch.send(RotateRequest::new("acme", ADA)).await.unwrap().recovery_codes;
    assert_eq!(stytch.send(GetRequest::new("acme", ADA)).await.unwrap().recovery_codes, rotated);
    assert!(!rotated.iter().any(|code| created.recovery_codes.contains(code)));
    let old = created.recovery_codes[0].expose_secret();
    assert_refused!(stytch.send(recover(old)), 401, "unable_to_authenticate_recovery_code");
    stytch.send(recover(rotated[0].expose_secret())).await.unwrap();
    assert_eq!(stytch.send(GetRequest::new("acme", ADA)).await.unwrap().recovery_codes, rotated[1..]);
}

#[tokio::test]
async fn a_registration_expires_without_a_first_code() {
    let (sandbox, stytch, session) = sandbox().await;
    let register = || CreateRequest::new("acme", ADA).expiration_minutes(5);
    assert_refused!(stytch.send(register().expiration_minutes(4)), 400, "invalid_expiration");
    let secret = stytch.send(register()).await.unwrap().secret;
    sandbox.advance(Duration::from_secs(5 * 60));
    let authenticate = |code: &Code| AuthenticateRequest::new("acme", ADA, code).session_token(&session);
    let code = sandbox.totp_code(&secret).unwrap();
    assert_refused!(stytch.send(authenticate(&code)), 400, "expired_totp");
    // A pending app is no second factor, and a new registration takes its place.
    let request = passwords::AuthenticateRequest::new("acme", EMAIL, PASSWORD);
    assert!(stytch.send(request).await.unwrap().member.totp_registration_id.as_str().is_empty());
    let secret = stytch.send(register()).await.unwrap().secret;
    stytch.send(authenticate(&sandbox.totp_code(&secret).unwrap())).await.unwrap();
    assert_refused!(stytch.send(register()), 400, "active_totp_exists");
}

#[tokio::test]
async fn a_second_factor_needs_a_first_one_of_the_same_member() {
    let (sandbox, stytch, session) = sandbox().await;
    let grace = sandbox.add_member("acme", Member::new().id("member-test-grace")).unwrap();
    let other = sandbox.start_session(&grace).unwrap().token;
    let authenticate = || AuthenticateRequest::new("acme", ADA, WRONG);
    let recover = || RecoverRequest::new("acme", ADA, "aaaa-aaaa-aaaa");
    assert_refused!(stytch.send(authenticate().session_token(&session)), 404, "totp_not_found");
    assert_refused!(stytch.send(recover().session_token(&session)), 404, "recovery_codes_not_found");
    assert_refused!(stytch.send(GetRequest::new("acme", ADA)), 404, "recovery_codes_not_found");
    assert_refused!(stytch.send(RotateRequest::new("acme", ADA)), 400, "no_active_recovery_code_backed_factor");

    let created = stytch.send(CreateRequest::new("acme", ADA)).await.unwrap();
    let code = sandbox.totp_code(&created.secret).unwrap();
    // The codes work once the app does.
    let early = RecoverRequest::new("acme", ADA, &created.recovery_codes[0]).session_token(&session);
    assert_refused!(stytch.send(early), 404, "recovery_codes_not_found");
    let enroll = AuthenticateRequest::new("acme", ADA, &code).session_token(&session).set_mfa_enrollment("enroll");
    stytch.send(enroll).await.unwrap();

    assert_refused!(stytch.send(authenticate()), 400, "no_session_arguments");
    assert_refused!(stytch.send(recover()), 400, "no_session_arguments");
    assert_refused!(stytch.send(authenticate().session_token(&other)), 404, "session_not_found");
    let intermediate = first_factor(&stytch).await;
    let both = authenticate().session_token(&session).intermediate_session_token(&intermediate);
    assert_refused!(stytch.send(both), 400, "too_many_session_arguments");
    let of_ada = RecoverRequest::new("acme", &grace, "aaaa-aaaa-aaaa").intermediate_session_token(&intermediate);
    assert_refused!(stytch.send(of_ada), 404, "intermediate_session_not_found");

    let mixed_up = AuthenticateRequest::new("acme", ADA, "ck2r-5phw-ic6g").session_token(&session);
    assert_refused!(stytch.send(mixed_up), 400, "recovery_code_used_as_totp_code");
    let mixed_up = RecoverRequest::new("acme", ADA, "123456").session_token(&session);
    assert_refused!(stytch.send(mixed_up), 400, "totp_code_used_as_recovery_code");
    // An error of another kind does not use the code up.
    let code = next_code(&sandbox, &created.secret);
    let request = || AuthenticateRequest::new("acme", ADA, &code).session_token(&session);
    assert_refused!(stytch.send(request().set_mfa_enrollment("later")), 400, "bad_request");
    assert_refused!(stytch.send(request().session_duration_minutes(1)), 400, "invalid_session_duration_minutes");
    stytch.send(request()).await.unwrap();
}

#[tokio::test]
async fn a_second_factor_comes_after_a_first_one_that_the_organization_accepts() {
    let (sandbox, stytch, session) = sandbox().await;
    let secret = stytch.send(CreateRequest::new("acme", ADA)).await.unwrap().secret;
    let code = sandbox.totp_code(&secret).unwrap();
    stytch.send(AuthenticateRequest::new("acme", ADA, &code).session_token(&session)).await.unwrap();
    let restrict = UpdateRequest::new("acme").auth_methods("RESTRICTED".to_owned());
    stytch.send(restrict.allowed_auth_methods(vec!["magic_link".to_owned()])).await.unwrap();

    let password = passwords::AuthenticateRequest::new("acme", EMAIL, PASSWORD);
    let first = stytch.send(password).await.unwrap();
    assert_eq!(first.primary_required.unwrap().allowed_auth_methods, ["magic_link"]);
    let code = next_code(&sandbox, &secret);
    let second = AuthenticateRequest::new("acme", ADA, &code);
    let second = second.intermediate_session_token(first.intermediate_session_token);
    assert_refused!(stytch.send(second), 400, "action_available_only_once_primary_authentication_is_met");
}

#[tokio::test]
async fn an_imported_app_works_at_once() {
    let (sandbox, stytch, session) = sandbox().await;
    let secret = TotpSecret::from("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");
    let migrate = |secret: &TotpSecret| MigrateRequest::new("acme", ADA, secret, vec!["ck2r-5phw-ic6g".into()]);
    assert_refused!(stytch.send(migrate(&"not base32!".into())), 400, "invalid_totp_secret");
    let migrated = stytch.send(migrate(&secret)).await.unwrap();
    assert_eq!(migrated.member.totp_registration_id, migrated.totp_registration_id);
    assert_eq!(migrated.recovery_codes, ["ck2r-5phw-ic6g".into()]);
    assert_refused!(stytch.send(migrate(&secret)), 400, "active_totp_exists");
    let code = sandbox.totp_code(&secret).unwrap();
    stytch.send(AuthenticateRequest::new("acme", ADA, &code).session_token(&session)).await.unwrap();
}

#[tokio::test]
async fn wrong_codes_lock_a_member_out() {
    let (sandbox, stytch, session) = sandbox().await;
    let secret = stytch.send(CreateRequest::new("acme", ADA)).await.unwrap().secret;
    let authenticate = |code: &Code| AuthenticateRequest::new("acme", ADA, code).session_token(&session);
    for _ in 0..10 {
        assert_refused!(stytch.send(authenticate(&WRONG.into())), 401, "unable_to_authenticate_totp");
    }
    let code = sandbox.totp_code(&secret).unwrap();
    assert_refused!(stytch.send(authenticate(&code)), 429, "user_lock_limit_reached");
    let password = passwords::AuthenticateRequest::new("acme", EMAIL, PASSWORD);
    assert_refused!(stytch.send(password), 429, "user_lock_limit_reached");
}

#[tokio::test]
async fn a_user_registers_an_app_and_signs_in_by_code_or_recovery_code() {
    use consumer::totps::{AuthenticateRequest, CreateRequest, RecoverRequest, RecoveryCodesRequest};

    let sandbox = Sandbox::builder().now("2026-02-05T09:30:00Z".parse().unwrap()).random_seed(7).build();
    let stytch = sandbox.stytch().unwrap();
    let user = sandbox.add_user(User::new().email("frank@example.com")).unwrap();
    assert_refused!(stytch.send(AuthenticateRequest::new(&user, WRONG)), 404, "totps_not_found_for_user");
    assert_refused!(stytch.send(RecoveryCodesRequest::new(&user)), 404, "recovery_codes_not_found");
    assert_refused!(stytch.send(CreateRequest::new("user")), 404, "user_not_found");

    let expired = stytch.send(CreateRequest::new(&user).expiration_minutes(5)).await.unwrap();
    assert_refused!(stytch.send(CreateRequest::new(&user)), 400, "pending_totp_exists");
    sandbox.advance(Duration::from_secs(5 * 60));
    let code = sandbox.totp_code(&expired.secret).unwrap();
    assert_refused!(stytch.send(AuthenticateRequest::new(&user, &code)), 400, "expired_totp");
    let created = stytch.send(CreateRequest::new(&user)).await.unwrap();
    assert_eq!(created.user.totps.len(), 1);
    assert!(!created.user.totps[0].verified && created.qr_code.starts_with("data:image/png;base64,"));

    let code = sandbox.totp_code(&created.secret).unwrap();
    let signed_in = stytch.send(AuthenticateRequest::new(&user, &code).session_duration_minutes(30)).await.unwrap();
    assert!(signed_in.user.totps[0].verified);
    assert_eq!(signed_in.totp_id, created.totp_id);
    assert_eq!(signed_in.session.unwrap().authentication_factors[0].r#type, FactorType::Totp);
    assert_refused!(stytch.send(CreateRequest::new(&user)), 400, "active_totp_exists");
    let again = AuthenticateRequest::new(&user, &code);
    assert_refused!(stytch.send(again), 400, "totp_code_already_authenticated");
    assert_refused!(stytch.send(AuthenticateRequest::new(&user, "12345")), 400, "invalid_totp_code");
    assert_refused!(stytch.send(AuthenticateRequest::new(&user, WRONG)), 401, "unable_to_authenticate_totp");
    let mixed_up = AuthenticateRequest::new(&user, "ck2r-5phw-ic6g");
    assert_refused!(stytch.send(mixed_up), 400, "recovery_code_used_as_totp_code");

    let recover = |code: &str| RecoverRequest::new(&user, code);
    let lost = created.recovery_codes[0].expose_secret();
    let recovered = stytch.send(recover(lost)).await.unwrap();
    assert!(recovered.session.is_none(), "no session was asked for");
    assert_refused!(stytch.send(recover(lost)), 401, "unable_to_authenticate_recovery_code");
    assert_refused!(stytch.send(recover("lost")), 400, "invalid_recovery_code");
    assert_refused!(stytch.send(recover("123456")), 400, "totp_code_used_as_recovery_code");
    let left = stytch.send(RecoveryCodesRequest::new(&user)).await.unwrap().totps;
    assert_eq!(left[0].recovery_codes, created.recovery_codes[1..]);
    assert!(left[0].verified);
}
