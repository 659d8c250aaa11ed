//! Users in the sandbox: creating, changing and deleting them, and their factors.

#![allow(clippy::unwrap_used, reason = "the helpers of a test may fail, too")]

use crate::support::{error, refused};
use stytch_endpoints::{
    ClientType, UserId,
    consumer::{
        sessions,
        users::{
            ConnectedAppsRequest, CreateRequest, DeleteCryptoWalletRequest, DeleteEmailRequest,
            DeleteExternalIdRequest, DeletePasswordRequest, DeletePhoneNumberRequest, DeleteRequest, DeleteTotpRequest,
            ExchangePrimaryFactorRequest, GetRequest, Name, UpdateRequest,
        },
    },
    endpoint_runtime::JsonMap,
    sandbox::{App, Sandbox, User},
};

fn object(json: &str) -> JsonMap {
    serde_json::from_str(json).unwrap()
}

#[tokio::test]
async fn a_user_is_created_and_shown() {
    let sandbox = Sandbox::builder().now("2026-02-05T09:30:00Z".parse().unwrap()).build();
    let users = sandbox.stytch().unwrap().consumer().users();
    let request = CreateRequest::new()
        .email("ada@example.com")
        .phone_number("+12025550123")
        .name(Name::new().first_name("Ada"))
        .external_id("ada-1")
        .create_user_as_pending(true)
        .trusted_metadata(object(r#"{"plan":"free"}"#));
    let created = users.create(request).await.unwrap();
    assert_eq!((created.status.as_str(), created.status_code), ("pending", 200));

    let shown = users.get(GetRequest::new("ada-1")).await.unwrap();
    assert_eq!(shown.user_id, created.user_id);
    assert_eq!((&shown.emails[0].email_id, shown.emails[0].verified), (&created.email_id, false));
    assert_eq!((&shown.phone_numbers[0].phone_id, shown.phone_numbers[0].verified), (&created.phone_id, false));
    assert_eq!(shown.created_at.unwrap().as_str(), "2026-02-05T09:30:00Z");
    assert_eq!(shown.roles[0].as_str(), "stytch_user");
    assert_eq!(shown.trusted_metadata, Some(object(r#"{"plan":"free"}"#)));
    assert_eq!(refused(users.get(GetRequest::new("nobody")).await), error(404, "user_not_found"));
}

#[tokio::test]
async fn a_user_that_cannot_be_created_is_refused() {
    let sandbox = Sandbox::new();
    let users = sandbox.stytch().unwrap().consumer().users();
    let ada = CreateRequest::new().email("ada@example.com").phone_number("+12025550123").external_id("ada-1");
    users.create(ada).await.unwrap();
    let many: JsonMap = (0..21).map(|index| (index.to_string(), "")).collect();
    let large: JsonMap = [("text", "x".repeat(5000))].into_iter().collect();
    let grace = || CreateRequest::new().email("grace@example.com");
    for (request, error_type) in [
        (CreateRequest::new(), "invalid_create_user_request"),
        (CreateRequest::new().email("ada"), "invalid_email"),
        (CreateRequest::new().phone_number("2025550123"), "invalid_phone_number"),
        (CreateRequest::new().email("ADA@example.com"), "duplicate_email"),
        (CreateRequest::new().phone_number("+12025550123"), "duplicate_phone_number"),
        (grace().external_id("ada-1"), "duplicate_user_external_id"),
        (grace().external_id("grace hopper"), "bad_request"),
        (grace().trusted_metadata(many), "metadata_too_many_keys"),
        (grace().untrusted_metadata(large), "metadata_too_large"),
        (grace().roles(vec!["editor".into()]), "invalid_rbac_role_id"),
        (grace().roles(vec!["stytch_user".into()]), "cannot_assign_default_rbac_role_id"),
    ] {
        assert_eq!(refused(users.create(request).await), error(400, error_type));
    }
    // A refused call has created nobody.
    users.create(grace()).await.unwrap();
}

#[tokio::test]
async fn an_update_changes_what_it_names() {
    let sandbox = Sandbox::new();
    let id = sandbox.add_user(User::new().email("ada@example.com")).unwrap();
    let other = sandbox.add_user(User::new()).unwrap();
    let users = sandbox.stytch().unwrap().consumer().users();
    let update = UpdateRequest::new(&id)
        .name(Name::new().first_name("Ada").last_name("Byron"))
        .untrusted_metadata(object(r#"{"theme":"dark","size":3}"#))
        .external_id("ada-1");
    users.update(update).await.unwrap();
    let update = UpdateRequest::new("ada-1")
        .name(Name::new().last_name("Lovelace"))
        .untrusted_metadata(object(r#"{"theme":null}"#));
    let user = users.update(update).await.unwrap().user;
    let name = user.name.unwrap();
    assert_eq!((name.first_name.as_deref(), name.last_name.as_deref()), (Some("Ada"), Some("Lovelace")));
    assert_eq!(user.untrusted_metadata, Some(object(r#"{"size":3}"#)));
    assert_eq!(user.emails[0].email, "ada@example.com");

    let user = users.update(UpdateRequest::new(&id).name_null().untrusted_metadata_null()).await.unwrap().user;
    assert_eq!((user.name, user.untrusted_metadata), (None, None));
    let taken = users.update(UpdateRequest::new(&other).external_id("ada-1")).await;
    assert_eq!(refused(taken), error(400, "duplicate_user_external_id"));
    let unknown = users.update(UpdateRequest::new(&id).roles(vec!["editor".into()])).await;
    assert_eq!(refused(unknown), error(400, "invalid_rbac_role_id"));

    assert!(users.delete_external_id(DeleteExternalIdRequest::new("ada-1")).await.unwrap().user.external_id.is_none());
    assert_eq!(refused(users.get(GetRequest::new("ada-1")).await), error(404, "user_not_found"));
}

#[tokio::test]
async fn the_last_address_or_number_of_a_user_cannot_be_deleted() {
    let sandbox = Sandbox::new();
    let id = sandbox.add_user(User::new().email("ada@example.com").phone_number("+12025550123")).unwrap();
    let users = sandbox.stytch().unwrap().consumer().users();
    let user = users.get(GetRequest::new(&id)).await.unwrap();
    let (email, phone) = (&user.emails[0].email_id, &user.phone_numbers[0].phone_id);
    assert!(users.delete_email(DeleteEmailRequest::new(email)).await.unwrap().user.emails.is_empty());
    let last = users.delete_phone_number(DeletePhoneNumberRequest::new(phone)).await;
    assert_eq!(refused(last), error(400, "cannot_delete_last_primary_factor"));
    let gone = users.delete_email(DeleteEmailRequest::new(email)).await;
    assert_eq!(refused(gone), error(404, "email_not_found"));
    // The address is free for somebody else.
    users.create(CreateRequest::new().email("ada@example.com")).await.unwrap();
}

#[tokio::test]
async fn factors_that_nobody_has_are_not_found() {
    let users = Sandbox::demo().stytch().unwrap().consumer().users();
    let phone = users.delete_phone_number(DeletePhoneNumberRequest::new("unknown")).await;
    assert_eq!(refused(phone), error(404, "phone_number_not_found"));
    let wallet = users.delete_crypto_wallet(DeleteCryptoWalletRequest::new("unknown")).await;
    assert_eq!(refused(wallet), error(404, "crypto_wallet_not_found"));
    let password = users.delete_password(DeletePasswordRequest::new("unknown")).await;
    assert_eq!(refused(password), error(404, "password_not_found"));
    let totp = users.delete_totp(DeleteTotpRequest::new("unknown")).await;
    assert_eq!(refused(totp), error(404, "totp_not_found"));
}

#[tokio::test]
async fn the_only_factor_of_a_user_is_exchanged() {
    let sandbox = Sandbox::new();
    let ada = sandbox.add_user(User::new().email("ada@example.com")).unwrap();
    let grace = sandbox.add_user(User::new().email("grace@example.com").phone_number("+12025550199")).unwrap();
    let users = sandbox.stytch().unwrap().consumer().users();
    let exchange = |id: &UserId| ExchangePrimaryFactorRequest::new(id);
    // The call may be repeated.
    for _ in 0..2 {
        let user = users.exchange_primary_factor(exchange(&ada).phone_number("+12025550123")).await.unwrap().user;
        assert!(user.emails.is_empty());
        assert_eq!((user.phone_numbers.len(), user.phone_numbers[0].verified), (1, true));
    }
    for (request, error_type) in [
        (exchange(&ada), "invalid_exchange_primary_factor_fields"),
        (exchange(&ada).email_address("a@b.c").phone_number("+12025550123"), "invalid_exchange_primary_factor_fields"),
        (exchange(&grace).email_address("hopper@example.com"), "invalid_exchange_primary_factor_user"),
        (exchange(&ada).email_address("grace@example.com"), "duplicate_email"),
        (exchange(&ada).phone_number("+12025550199"), "duplicate_phone_number"),
    ] {
        assert_eq!(refused(users.exchange_primary_factor(request).await), error(400, error_type));
    }
}

#[tokio::test]
async fn a_deleted_user_has_no_sessions_and_no_authorized_apps() {
    let sandbox = Sandbox::new();
    let user = sandbox.add_user(User::new().email("ada@example.com")).unwrap();
    let app = sandbox.add_app(App::new("Calendar", ClientType::ThirdParty)).unwrap();
    sandbox.authorize(&user, &app, ["openid"]).unwrap();
    let tokens = sandbox.issue_tokens(&user, &app).unwrap();
    let session = sandbox.start_user_session(&user).unwrap();
    let consumer = sandbox.stytch().unwrap().consumer();
    let deleted = consumer.users().delete(DeleteRequest::new(&user)).await.unwrap();
    assert_eq!(deleted.user_id, user);
    assert!(!sandbox.introspect(&tokens.access_token).active);
    let request = sessions::AuthenticateRequest::new().session_token(session.token);
    assert_eq!(refused(consumer.sessions().authenticate(request).await), error(404, "session_not_found"));
    for _ in 0..2 {
        let gone = consumer.users().delete(DeleteRequest::new(&user)).await;
        assert_eq!(refused(gone), error(404, "user_not_found"));
    }
    let apps = consumer.users().connected_apps(ConnectedAppsRequest::new(&user)).await;
    assert_eq!(refused(apps), error(404, "user_not_found"));
}
