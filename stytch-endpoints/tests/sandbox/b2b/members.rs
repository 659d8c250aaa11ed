//! Members: creation, changes, addresses, deletion and reactivation.

use std::time::Duration;

use stytch_endpoints::{
    b2b::{
        magic_links::{self, email::LoginOrSignupRequest},
        organizations::{
            GetRequest as GetOrganizationRequest, MemberStatus,
            members::{
                CreateRequest, DangerouslyGetRequest, DeleteExternalIdRequest, DeleteMfaPhoneNumberRequest,
                DeletePasswordRequest, DeleteRequest, DeleteTotpRequest, EmailUpdateDelivery, GetRequest,
                ReactivateRequest, StartEmailUpdateRequest, UnlinkRetiredEmailRequest, UpdateRequest,
            },
        },
        otps, sessions,
    },
    endpoint_runtime::JsonMap,
    sandbox::{Sandbox, demo},
};

use super::{get, member, named, roles, sandbox, sent_code, sent_token, sign_in};
use crate::support::assert_refused;

#[tokio::test]
async fn a_member_is_found_by_id_external_id_and_address() {
    let stytch = sandbox().stytch().unwrap();
    let acme = named(&stytch, "acme").await;
    let create = CreateRequest::new("acme", "ada@acme.example")
        .name("Ada")
        .external_id("ada-1")
        .roles(roles(["stytch_admin"]))
        .untrusted_metadata(JsonMap::from_iter([("theme", "dark")]));
    let created = stytch.send(create).await.unwrap();
    assert_eq!(created.organization, stytch.send(GetOrganizationRequest::new(&acme)).await.unwrap().organization);
    let ada = created.member;
    assert_eq!((ada.status.as_str(), ada.is_admin, ada.email_address_verified), ("active", true, false));
    for request in [
        GetRequest::new("acme").member_id(&ada.member_id),
        GetRequest::new("acme").member_id("ada-1"),
        GetRequest::new("acme").email_address("ADA@acme.example"),
    ] {
        assert_eq!(stytch.send(request).await.unwrap().member, ada);
    }
    assert_eq!(stytch.send(DangerouslyGetRequest::new(&ada.member_id)).await.unwrap().member, ada);
    assert_refused!(stytch.send(GetRequest::new("acme")), 400, "invalid_member_get_fields");
    assert_refused!(stytch.send(GetRequest::new("acme").member_id("bob")), 404, "member_not_found");
    assert_refused!(stytch.send(DangerouslyGetRequest::new("ada-1")), 404, "member_not_found");

    let create = |email: &str| CreateRequest::new("acme", email);
    assert_refused!(stytch.send(create("Ada@Acme.example")), 400, "duplicate_member_email");
    assert_refused!(stytch.send(create("bob")), 400, "invalid_email");
    let bob = || create("bob@acme.example");
    assert_refused!(stytch.send(bob().external_id("ada-1")), 400, "duplicate_member_external_id");
    assert_refused!(stytch.send(bob().mfa_phone_number("555")), 400, "invalid_phone_number");
    assert_refused!(stytch.send(bob().roles(roles(["emperor"]))), 400, "invalid_rbac_role_assignment");
    let call = stytch.send(bob().roles(roles(["stytch_member"])));
    assert_refused!(call, 400, "cannot_assign_default_rbac_role_id");
    // The address is free in another Organization.
    let globex = named(&stytch, "globex").await;
    member(&stytch, &globex, "ada@acme.example").await;
    let pending = stytch.send(bob().create_member_as_pending(true)).await.unwrap().member;
    assert_eq!(pending.status, MemberStatus::Pending);
}

#[tokio::test]
async fn an_update_changes_the_fields_that_it_names() {
    let sandbox = sandbox();
    let stytch = sandbox.stytch().unwrap();
    let acme = named(&stytch, "acme").await;
    let ada = member(&stytch, &acme, "ada@acme.example").await;
    member(&stytch, &acme, "bob@acme.example").await;
    let update = || UpdateRequest::new("acme", &ada);
    let change = update().name("Ada").mfa_phone_number("+12025550162").default_mfa_method("sms_otp");
    let changed = stytch.send(change.roles(roles(["stytch_admin"]))).await.unwrap().member;
    assert_eq!((changed.name.as_str(), changed.default_mfa_method.as_str()), ("Ada", "sms_otp"));
    assert!(changed.is_admin);
    let changed = stytch.send(update().name_null().roles(vec![])).await.unwrap().member;
    assert_eq!((changed.name.as_str(), changed.is_admin), ("", false));
    assert_eq!(changed.mfa_phone_number, "+12025550162");
    let call = stytch.send(update().mfa_phone_number("+12025550199"));
    assert_refused!(call, 400, "duplicate_member_phone_number_for_member");
    assert_refused!(stytch.send(update().default_mfa_method("totp")), 400, "default_mfa_member_missing_factor");
    assert_refused!(stytch.send(update().email_address("bob@acme.example")), 400, "duplicate_member_email");

    let remove = || DeleteMfaPhoneNumberRequest::new("acme", &ada);
    let without = stytch.send(remove()).await.unwrap().member;
    assert_eq!((without.mfa_phone_number.as_str(), without.default_mfa_method.as_str()), ("", ""));
    assert_refused!(stytch.send(remove()), 404, "member_phone_number_not_found");
    assert_refused!(stytch.send(DeleteTotpRequest::new("acme", &ada)), 404, "totp_not_found");
    let password = DeletePasswordRequest::new("acme", "member-password-test-1");
    assert_refused!(stytch.send(password), 404, "member_password_not_found");

    stytch.send(update().external_id("ada-1")).await.unwrap();
    let without = stytch.send(DeleteExternalIdRequest::new("acme", "ada-1")).await.unwrap().member;
    assert_eq!(without.external_id, None);
}

#[tokio::test]
async fn a_session_may_change_what_its_roles_permit() {
    let stytch = Sandbox::demo().stytch().unwrap();
    let of = |member: &str| UpdateRequest::new("acme", member);
    let ada = demo::MEMBER_SESSION;
    stytch.send(of("ada").name("Ada L.").session_token(ada)).await.unwrap();
    let call = stytch.send(of("grace").name("Grace H.").session_token(ada));
    assert_refused!(call, 403, "session_authorization_error");
    let call = stytch.send(of("ada").roles(roles(["stytch_admin"])).session_token(ada));
    assert_refused!(call, 403, "session_authorization_error");
    let call = stytch.send(of("ada").trusted_metadata(JsonMap::new()).session_token(ada));
    assert_refused!(call, 400, "cannot_update_trusted_metadata");
    let call = stytch.send(of("nobody").name("N").session_token(ada));
    assert_refused!(call, 403, "session_authorization_error");
    let grace = demo::ADMIN_SESSION;
    stytch.send(of("ada").name("Ada").roles(roles(["stytch_admin"])).session_token(grace)).await.unwrap();
    let call = stytch.send(of("grace").email_address("g@acme.example").session_token(grace));
    assert_refused!(call, 400, "member_cannot_update_their_email_address");
    let create = CreateRequest::new("acme", "new@acme.example").session_token(demo::OTHER_SESSION);
    assert_refused!(stytch.send(create), 403, "session_authorization_tenancy_error");
}

#[tokio::test]
async fn a_deleted_member_can_be_brought_back() {
    let sandbox = sandbox();
    let stytch = sandbox.stytch().unwrap();
    let acme = named(&stytch, "acme").await;
    let email = "ada@acme.example";
    let ada = member(&stytch, &acme, email).await;
    let session = sign_in(&sandbox, &acme, email).await.session_token;
    let reactivate = || ReactivateRequest::new("acme", &ada);
    assert_refused!(stytch.send(reactivate()), 400, "no_deleted_member_found_for_reactivation");
    assert_eq!(stytch.send(DeleteRequest::new("acme", &ada)).await.unwrap().member_id, ada);
    let check = || sessions::AuthenticateRequest::new().session_token(&session);
    assert_refused!(stytch.send(check()), 404, "session_not_found");
    assert_refused!(stytch.send(GetRequest::new("acme").member_id(&ada)), 404, "member_not_found");
    assert_refused!(stytch.send(DeleteRequest::new("acme", &ada)), 404, "member_not_found");
    assert_refused!(stytch.send(DangerouslyGetRequest::new(&ada)), 404, "member_not_found");
    let deleted = stytch.send(DangerouslyGetRequest::new(&ada).include_deleted(true)).await.unwrap().member;
    assert_eq!(deleted.status, MemberStatus::Deleted);

    // Somebody else has the address meanwhile.
    let successor = member(&stytch, &acme, email).await;
    assert_refused!(stytch.send(reactivate()), 400, "reactivation_email_belongs_to_another_member");
    stytch.send(DeleteRequest::new("acme", &successor)).await.unwrap();
    assert_eq!(stytch.send(reactivate()).await.unwrap().member.status, MemberStatus::Active);
    assert_refused!(stytch.send(check()), 404, "session_not_found");
    sign_in(&sandbox, &acme, email).await;
    assert_refused!(stytch.send(ReactivateRequest::new("acme", "bob")), 404, "member_not_found");
    let unverified = ReactivateRequest::new("acme", &successor);
    assert_refused!(stytch.send(unverified), 400, "email_unverified_for_reactivation");
}

#[tokio::test]
async fn a_new_address_counts_once_it_is_proved() {
    let sandbox = sandbox();
    let stytch = sandbox.stytch().unwrap();
    let acme = named(&stytch, "acme").await;
    let ada = member(&stytch, &acme, "ada@acme.example").await;
    let bob = member(&stytch, &acme, "bob@acme.example").await;
    let start = |id, email: &str| StartEmailUpdateRequest::new("acme", id, email);
    assert_refused!(stytch.send(start(&ada, "bob@acme.example")), 400, "duplicate_member_email");
    let relative = start(&ada, "ada@new.example").login_redirect_url("/login");
    assert_refused!(stytch.send(relative), 400, "invalid_login_redirect_url");
    stytch.send(start(&ada, "ada@new.example")).await.unwrap();
    assert_eq!(get(&stytch, &acme, &ada).await.email_address, "ada@acme.example");
    let call = stytch.send(start(&bob, "ada@new.example"));
    assert_refused!(call, 400, "desired_email_updating_for_different_member");
    let token = sent_token(&sandbox, "ada@new.example");
    let proved = stytch.send(magic_links::AuthenticateRequest::new(token)).await.unwrap();
    assert_eq!((proved.member.email_address.as_str(), proved.member_authenticated), ("ada@new.example", true));
    let retired = &proved.member.retired_email_addresses[0];
    assert_eq!(retired.email_address, "ada@acme.example");

    // Nobody else can have the former address until it is unlinked.
    let call = stytch.send(CreateRequest::new("acme", "ada@acme.example"));
    assert_refused!(call, 400, "duplicate_member_email");
    let call = stytch.send(start(&bob, "ada@acme.example"));
    assert_refused!(call, 400, "desired_email_deactivated_by_different_member");
    let unlink = || UnlinkRetiredEmailRequest::new("acme", &ada);
    assert_refused!(stytch.send(unlink()), 400, "retired_email_missing_email_identifiers");
    let both = unlink().email_id(&retired.email_id).email_address("other@acme.example");
    assert_refused!(stytch.send(both), 404, "email_not_found");
    let unlinked = stytch.send(unlink().email_id(&retired.email_id)).await.unwrap().member;
    assert!(unlinked.retired_email_addresses.is_empty());

    let by_code = start(&bob, "ada@acme.example").delivery_method(EmailUpdateDelivery::EmailOtp);
    stytch.send(by_code).await.unwrap();
    let code = sent_code(&sandbox, "ada@acme.example");
    let authenticate = otps::email::AuthenticateRequest::new("acme", "ada@acme.example", code);
    sandbox.advance(Duration::from_secs(9 * 60));
    let proved = stytch.send(authenticate).await.unwrap();
    assert_eq!((proved.member_id, proved.member.email_address.as_str()), (bob, "ada@acme.example"));
}

#[tokio::test]
async fn an_address_that_the_application_changes_is_unverified() {
    let sandbox = sandbox();
    let stytch = sandbox.stytch().unwrap();
    let acme = named(&stytch, "acme").await;
    let ada = member(&stytch, &acme, "ada@acme.example").await;
    sign_in(&sandbox, &acme, "ada@acme.example").await;
    assert!(get(&stytch, &acme, &ada).await.email_address_verified);
    let change = |email: &str| UpdateRequest::new("acme", &ada).email_address(email);
    let changed = stytch.send(change("ada@new.example")).await.unwrap().member;
    assert!(!changed.email_address_verified);
    assert_eq!(changed.retired_email_addresses.len(), 1);
    let changed = stytch.send(change("ada@newer.example").unlink_email(true)).await.unwrap().member;
    assert_eq!(changed.retired_email_addresses.len(), 1, "one was unlinked at once");
    // A link that was sent before does not bring the former address back.
    stytch.send(LoginOrSignupRequest::new("acme", "ada@newer.example")).await.unwrap();
    let token = sent_token(&sandbox, "ada@newer.example");
    stytch.send(change("ada@newest.example")).await.unwrap();
    assert_refused!(stytch.send(magic_links::AuthenticateRequest::new(token)), 401, "unable_to_auth_magic_link");
    assert_eq!(get(&stytch, &acme, &ada).await.email_address, "ada@newest.example");
    let start = StartEmailUpdateRequest::new("acme", &ada, "a@acme.example").session_token("unknown");
    assert_refused!(stytch.send(start), 404, "session_not_found");
}
