//! Magic links and one-time passcodes of Users in the sandbox.

#![allow(clippy::unwrap_used, reason = "the helpers of a test may fail, too")]

use std::time::Duration;

use crate::support::{error, refused};
use stytch_endpoints::{
    attributes::Attributes,
    consumer::{
        magic_links::{AuthenticateRequest, CreateRequest, Options, email},
        otps, sessions,
        users::{self, GetRequest},
    },
    factors::{DeliveryMethod, FactorType},
    sandbox::{Message, Sandbox, User},
};

const ADA: &str = "ada@example.com";
const NUMBER: &str = "+12025550123";

fn sandbox() -> Sandbox {
    Sandbox::builder().now("2026-02-05T09:30:00Z".parse().unwrap()).build()
}

#[track_caller]
fn latest(sandbox: &Sandbox, to: &str) -> Message {
    sandbox.last_message(to).unwrap()
}

#[tokio::test]
async fn a_magic_link_signs_up_and_later_in() {
    let sandbox = sandbox();
    let links = sandbox.stytch().unwrap().consumer().magic_links();
    let request = email::LoginOrCreateRequest::new(ADA)
        .login_magic_link_url("https://app.example/login")
        .signup_magic_link_url("https://app.example/welcome?from=mail")
        .create_user_as_pending(true);
    let sent = links.email().login_or_create(request.clone()).await.unwrap();
    assert!(sent.user_created);
    let message = latest(&sandbox, ADA);
    let token = message.token.unwrap();
    let url = message.url.unwrap();
    assert!(
        url.expose_secret().starts_with("https://app.example/welcome?from=mail&stytch_token_type=magic_links&token=")
    );

    let signed_in = links.authenticate(AuthenticateRequest::new(&token).session_duration_minutes(30)).await.unwrap();
    assert_eq!((&signed_in.user_id, signed_in.method_id.as_str()), (&sent.user_id, sent.email_id.as_str()));
    assert_eq!((signed_in.user.status.as_str(), signed_in.user.emails[0].verified), ("active", true));
    assert!(!signed_in.reset_sessions);
    let session = signed_in.session.unwrap();
    assert_eq!(session.expires_at.unwrap().as_str(), "2026-02-05T10:00:00Z");
    let factor = &session.authentication_factors[0];
    assert_eq!((&factor.r#type, &factor.delivery_method), (&FactorType::MagicLink, &DeliveryMethod::Email));
    assert_eq!(factor.email_factor.as_ref().unwrap().email_address, ADA);

    let again = links.authenticate(AuthenticateRequest::new(&token)).await;
    assert_eq!(refused(again), error(401, "unable_to_auth_magic_link"));
    assert!(!links.email().login_or_create(request).await.unwrap().user_created);
    assert!(latest(&sandbox, ADA).url.unwrap().expose_secret().starts_with("https://app.example/login?"));
}

#[tokio::test]
async fn a_magic_link_expires() {
    let sandbox = sandbox();
    let user = sandbox.add_user(User::new().email(ADA)).unwrap();
    let links = sandbox.stytch().unwrap().consumer().magic_links();
    links.email().send(email::SendRequest::new(ADA).login_expiration_minutes(5)).await.unwrap();
    let sent = latest(&sandbox, ADA).token.unwrap();
    let own = links.create(CreateRequest::new(&user)).await.unwrap().token;
    sandbox.advance(Duration::from_secs(5 * 60));
    let late = links.authenticate(AuthenticateRequest::new(sent)).await;
    assert_eq!(refused(late), error(401, "unable_to_auth_magic_link"));

    let signed_in = links.authenticate(AuthenticateRequest::new(own).session_duration_minutes(5)).await.unwrap();
    let factor = &signed_in.session.unwrap().authentication_factors[0];
    assert_eq!(factor.delivery_method, DeliveryMethod::Embedded);
    assert_eq!(factor.embeddable_magic_link_factor.as_ref().unwrap().embedded_id, signed_in.method_id.as_str());
    for minutes in [4, 10_081, -1] {
        let result = links.create(CreateRequest::new(&user).expiration_minutes(minutes)).await;
        assert_eq!(refused(result), error(400, "invalid_expiration"));
    }
    let unknown = links.authenticate(AuthenticateRequest::new("unknown")).await;
    assert_eq!(refused(unknown), error(404, "magic_link_not_found"));
    assert_eq!(refused(links.create(CreateRequest::new("nobody")).await), error(404, "user_not_found"));
}

/// The example of RFC 7636, appendix B.
#[tokio::test]
async fn a_magic_link_with_a_code_challenge_needs_its_verifier() {
    let sandbox = sandbox();
    let links = sandbox.stytch().unwrap().consumer().magic_links();
    let short = links.email().send(email::SendRequest::new(ADA).code_challenge("short")).await;
    assert_eq!(refused(short), error(400, "invalid_pkce_code_challenge"));
    let request = email::LoginOrCreateRequest::new(ADA).code_challenge("E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM");
    links.email().login_or_create(request).await.unwrap();
    let authenticate = || AuthenticateRequest::new(latest(&sandbox, ADA).token.unwrap());
    let without = links.authenticate(authenticate()).await;
    assert_eq!(refused(without), error(400, "pkce_expected_code_verifier"));
    let wrong = links.authenticate(authenticate().code_verifier("wrong")).await;
    assert_eq!(refused(wrong), error(400, "pkce_mismatch"));
    let right = authenticate().code_verifier("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk");
    links.authenticate(right).await.unwrap();
    links.email().send(email::SendRequest::new(ADA)).await.unwrap();
    let unexpected = links.authenticate(authenticate().code_verifier("any")).await;
    assert_eq!(refused(unexpected), error(400, "pkce_did_not_expect_code_verifier"));
}

#[tokio::test]
async fn a_link_can_be_bound_to_the_address_and_browser_that_asked_for_it() {
    let sandbox = sandbox();
    let links = sandbox.stytch().unwrap().consumer().magic_links();
    let home = || Attributes::new().ip_address("203.0.113.7").user_agent("Firefox");
    links.email().login_or_create(email::LoginOrCreateRequest::new(ADA).attributes(home())).await.unwrap();
    let authenticate = || AuthenticateRequest::new(latest(&sandbox, ADA).token.unwrap());
    let both = || Options::new(true, true);
    for request in [
        authenticate().options(both()),
        authenticate().options(both()).attributes(home().ip_address("203.0.113.8")),
        authenticate().options(both()).attributes(home().user_agent("Chrome")),
    ] {
        assert_eq!(refused(links.authenticate(request).await), error(401, "attribute_mismatch"));
    }
    let same_address = authenticate().options(Options::new(true, false));
    links.authenticate(same_address.attributes(home().user_agent("Chrome"))).await.unwrap();
}

#[tokio::test]
async fn an_invited_user_is_pending_until_the_link_is_used() {
    let sandbox = sandbox();
    let consumer = sandbox.stytch().unwrap().consumer();
    let links = consumer.magic_links();
    let invite = || email::InviteRequest::new(ADA).name(users::Name::new().first_name("Ada"));
    let invited = links.email().invite(invite()).await.unwrap();
    let user = consumer.users().get(GetRequest::new(&invited.user_id)).await.unwrap();
    assert_eq!((user.status.as_str(), user.name.unwrap().first_name.as_deref()), ("pending", Some("Ada")));
    assert_eq!(latest(&sandbox, ADA).purpose, "invite");

    let revoked = latest(&sandbox, ADA).token.unwrap();
    links.email().revoke_invite(email::RevokeInviteRequest::new(ADA)).await.unwrap();
    let result = links.authenticate(AuthenticateRequest::new(revoked)).await;
    assert_eq!(refused(result), error(401, "unable_to_auth_magic_link"));

    assert_eq!(links.email().invite(invite()).await.unwrap().user_id, invited.user_id);
    let token = latest(&sandbox, ADA).token.unwrap();
    assert_eq!(links.authenticate(AuthenticateRequest::new(token)).await.unwrap().user.status.as_str(), "active");
    assert_eq!(refused(links.email().invite(invite()).await), error(400, "duplicate_email"));
    let unknown = links.email().revoke_invite(email::RevokeInviteRequest::new("nobody@example.com")).await;
    assert_eq!(refused(unknown), error(404, "email_not_found"));
}

#[tokio::test]
async fn a_link_adds_an_address_to_the_user_of_a_session() {
    let sandbox = sandbox();
    let user = sandbox.add_user(User::new().email(ADA)).unwrap();
    sandbox.add_user(User::new().email("grace@example.com")).unwrap();
    let session = sandbox.start_user_session(&user).unwrap();
    let stranger = sandbox.start_user_session(&user).unwrap();
    let consumer = sandbox.stytch().unwrap().consumer();
    let links = consumer.magic_links();
    let send = |address: &str| email::SendRequest::new(address);
    for (request, expected) in [
        (send("new@example.com"), error(404, "email_not_found")),
        (send("new@example.com").user_id("nobody"), error(404, "user_not_found")),
        (send("new@example.com").session_token("unknown"), error(404, "session_not_found")),
        (send("grace@example.com").user_id(&user), error(400, "duplicate_email")),
        (
            send("new@example.com").user_id(&user).session_token(&session.token),
            error(400, "too_many_user_selection_arguments"),
        ),
        (send("new"), error(400, "invalid_email")),
        (send(ADA).login_magic_link_url("/login"), error(400, "no_match_for_provided_magic_link_url")),
    ] {
        assert_eq!(refused(links.email().send(request).await), expected);
    }
    links.email().send(send("new@example.com").session_token(&session.token)).await.unwrap();
    let token = latest(&sandbox, "new@example.com").token.unwrap();
    let signed_in = links.authenticate(AuthenticateRequest::new(token).session_token(&session.token)).await.unwrap();
    assert!(signed_in.user.emails.iter().all(|email| email.verified) && signed_in.user.emails.len() == 2);
    assert_eq!(signed_in.session_token, session.token);
    // The address was verified by this, and other sessions may be those of a stranger.
    assert!(signed_in.reset_sessions);
    let other = sessions::AuthenticateRequest::new().session_token(stranger.token);
    assert_eq!(refused(consumer.sessions().authenticate(other).await), error(404, "session_not_found"));

    let mut results = Vec::new();
    for index in 0..11 {
        results.push(links.email().send(send(&format!("{index}@example.com")).user_id(&user)).await);
    }
    assert_eq!(refused(results.pop().unwrap()), error(400, "too_many_unverified_factors"));
    assert!(results.iter().all(Result::is_ok));
}

#[tokio::test]
async fn a_failed_sign_in_leaves_the_link_and_the_user_as_they_were() {
    let sandbox = sandbox();
    let consumer = sandbox.stytch().unwrap().consumer();
    let links = consumer.magic_links();
    let user = links.email().invite(email::InviteRequest::new(ADA)).await.unwrap().user_id;
    let authenticate = || AuthenticateRequest::new(latest(&sandbox, ADA).token.unwrap());
    let unknown = links.authenticate(authenticate().session_token("unknown")).await;
    assert_eq!(refused(unknown), error(404, "session_not_found"));
    let long = links.authenticate(authenticate().session_duration_minutes(1)).await;
    assert_eq!(refused(long), error(400, "invalid_session_duration_minutes"));
    assert_eq!(consumer.users().get(GetRequest::new(&user)).await.unwrap().status.as_str(), "pending");
    links.authenticate(authenticate()).await.unwrap();
}

#[tokio::test]
async fn a_code_signs_in_once_and_within_its_lifetime() {
    let sandbox = sandbox();
    let codes = sandbox.stytch().unwrap().consumer().otps();
    let sent = codes.sms().login_or_create(otps::sms::LoginOrCreateRequest::new(NUMBER)).await.unwrap();
    assert!(sent.user_created);
    let code = latest(&sandbox, NUMBER).code.unwrap();
    let authenticate = |code| otps::AuthenticateRequest::new(sent.phone_id.as_str(), code);
    let wrong = if code.expose_secret() == "000000" { "000001" } else { "000000" };
    let result = codes.authenticate(authenticate(wrong.into())).await;
    assert_eq!(refused(result), error(401, "unable_to_auth_otp_code"));
    let request = authenticate(code.clone()).session_duration_minutes(5);
    let signed_in = codes.authenticate(request.clone()).await.unwrap();
    assert!(signed_in.user.phone_numbers[0].verified);
    let session = signed_in.session.unwrap();
    let factor = &session.authentication_factors[0];
    assert_eq!((&factor.r#type, &factor.delivery_method), (&FactorType::Otp, &DeliveryMethod::Sms));
    assert_eq!(refused(codes.authenticate(request).await), error(401, "unable_to_auth_otp_code"));

    let request = otps::sms::SendRequest::new(NUMBER);
    codes.sms().send(request.clone()).await.unwrap();
    sandbox.advance(Duration::from_secs(120));
    let result = codes.authenticate(authenticate(latest(&sandbox, NUMBER).code.unwrap())).await;
    assert_eq!(refused(result), error(401, "unable_to_auth_otp_code"));
    // A new code takes the place of the one before.
    codes.sms().send(request.clone().expiration_minutes(10)).await.unwrap();
    sandbox.advance(Duration::from_secs(120));
    codes.authenticate(authenticate(latest(&sandbox, NUMBER).code.unwrap())).await.unwrap();
    let result = codes.sms().send(request.expiration_minutes(11)).await;
    assert_eq!(refused(result), error(400, "invalid_expiration_otp"));
}

#[tokio::test]
async fn codes_come_by_every_channel() {
    let sandbox = sandbox();
    let codes = sandbox.stytch().unwrap().consumer().otps();
    let by_mail = codes.email().login_or_create(otps::email::LoginOrCreateRequest::new(ADA)).await.unwrap();
    let message = latest(&sandbox, ADA);
    assert_eq!((message.channel.as_str(), message.purpose.as_str()), ("email", "otp"));
    let request = otps::AuthenticateRequest::new(by_mail.email_id.as_str(), message.code.unwrap());
    let signed_in = codes.authenticate(request.session_duration_minutes(5)).await.unwrap();

    // The number is added to the User of the session, and the code becomes a second factor of it.
    let request = otps::whatsapp::SendRequest::new(NUMBER).session_token(&signed_in.session_token);
    let by_whatsapp = codes.whatsapp().send(request).await.unwrap();
    assert_eq!(by_whatsapp.user_id, by_mail.user_id);
    let message = latest(&sandbox, NUMBER);
    assert_eq!(message.channel, "whatsapp");
    let request = otps::AuthenticateRequest::new(by_whatsapp.phone_id.as_str(), message.code.unwrap());
    let both = codes.authenticate(request.session_token(signed_in.session_token)).await.unwrap().session.unwrap();
    let methods: Vec<_> = both.authentication_factors.iter().map(|factor| factor.delivery_method.as_str()).collect();
    assert_eq!(methods, ["email", "whatsapp"]);
}

#[tokio::test]
async fn a_wrong_code_call_is_refused() {
    let sandbox = sandbox();
    let user = sandbox.add_user(User::new().email(ADA).phone_number(NUMBER)).unwrap();
    let consumer = sandbox.stytch().unwrap().consumer();
    let codes = consumer.otps();
    let user = consumer.users().get(GetRequest::new(&user)).await.unwrap();
    let (email_id, phone_id) = (user.emails[0].email_id.as_str(), user.phone_numbers[0].phone_id.as_str());
    let authenticate = async |method: &str, code: &str| {
        refused(codes.authenticate(otps::AuthenticateRequest::new(method, code)).await)
    };
    assert_eq!(authenticate("unknown", "123456").await, error(400, "invalid_method_id"));
    assert_eq!(authenticate(email_id, "12345").await, error(400, "invalid_code"));
    assert_eq!(authenticate(email_id, "123456").await, error(404, "otp_code_not_found"));
    codes.email().send(otps::email::SendRequest::new(ADA)).await.unwrap();
    let code = latest(&sandbox, ADA).code.unwrap();
    assert_eq!(authenticate(phone_id, code.expose_secret()).await, error(404, "otp_code_not_found"));
    let unknown = codes.email().send(otps::email::SendRequest::new("nobody@example.com")).await;
    assert_eq!(refused(unknown), error(404, "email_not_found"));
    let unknown = codes.sms().send(otps::sms::SendRequest::new("+12025550199")).await;
    assert_eq!(refused(unknown), error(404, "phone_number_not_found"));
    let number = codes.whatsapp().login_or_create(otps::whatsapp::LoginOrCreateRequest::new("5550123")).await;
    assert_eq!(refused(number), error(400, "invalid_phone_number"));

    // The code and the links of a deleted address are forgotten with it.
    let links = consumer.magic_links();
    links.email().send(email::SendRequest::new(ADA)).await.unwrap();
    let link = latest(&sandbox, ADA).token.unwrap();
    consumer.users().delete_email(users::DeleteEmailRequest::new(email_id)).await.unwrap();
    assert_eq!(authenticate(email_id, code.expose_secret()).await, error(400, "invalid_method_id"));
    let link = links.authenticate(AuthenticateRequest::new(link)).await;
    assert_eq!(refused(link), error(404, "magic_link_not_found"));
}

#[tokio::test]
async fn too_many_wrong_codes_lock_the_user_for_an_hour() {
    let sandbox = sandbox();
    sandbox.add_user(User::new().email(ADA)).unwrap();
    let codes = sandbox.stytch().unwrap().consumer().otps();
    let send = || otps::email::SendRequest::new(ADA).expiration_minutes(10);
    let email_id = codes.email().send(send()).await.unwrap().email_id;
    let right = latest(&sandbox, ADA).code.unwrap();
    let wrong = if right.expose_secret() == "000000" { "000001" } else { "000000" };
    let authenticate = |code: &str| otps::AuthenticateRequest::new(email_id.as_str(), code);
    for _ in 0..10 {
        let result = codes.authenticate(authenticate(wrong)).await;
        assert_eq!(refused(result), error(401, "unable_to_auth_otp_code"));
    }
    let result = codes.authenticate(authenticate(right.expose_secret())).await;
    assert_eq!(refused(result), error(429, "user_lock_limit_reached"));
    sandbox.advance(Duration::from_secs(60 * 60));
    codes.email().send(send()).await.unwrap();
    codes.authenticate(authenticate(latest(&sandbox, ADA).code.unwrap().expose_secret())).await.unwrap();
}
