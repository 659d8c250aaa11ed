//! A sandbox with known ids and sessions.

use super::{App, Member, Organization, Sandbox, SandboxError, User, grants::Subject};
use crate::{
    b2b::rbac::{Policy, PolicyScope},
    connected_apps::ClientType,
    ids::{MemberId, UserId},
};

/// The user name of HTTP Basic.
pub const PROJECT_ID: &str = "project-test-11111111-1111-4111-8111-111111111111";
/// The password of HTTP Basic.
pub const SECRET: &str = "secret-test-sandbox";

/// An Organization with two Members, Ada and Grace.
pub const ORGANIZATION_ID: &str = "organization-test-22222222-2222-4222-8222-222222222222";
/// Its slug.
pub const ORGANIZATION_SLUG: &str = "acme";
/// Its external id.
pub const ORGANIZATION_EXTERNAL_ID: &str = "acme-1842";

/// Ada, who has authorized both apps.
pub const MEMBER_ID: &str = "member-test-33333333-3333-4333-8333-333333333333";
/// Her external id.
pub const MEMBER_EXTERNAL_ID: &str = "ada";
/// Her e-mail address.
pub const MEMBER_EMAIL: &str = "ada@acme.example";
/// The token of her session, which has the role `stytch_member`.
pub const MEMBER_SESSION: &str = "session-of-ada";
/// The same session as a JWT.
pub const MEMBER_SESSION_JWT: &str = "jwt.of.ada";

/// Grace, an admin, who has authorized the calendar.
pub const ADMIN_ID: &str = "member-test-44444444-4444-4444-8444-444444444444";
/// Her external id.
pub const ADMIN_EXTERNAL_ID: &str = "grace";
/// Her e-mail address.
pub const ADMIN_EMAIL: &str = "grace@acme.example";
/// The token of her session, which also has the role `stytch_admin`.
pub const ADMIN_SESSION: &str = "session-of-grace";
/// The same session as a JWT.
pub const ADMIN_SESSION_JWT: &str = "jwt.of.grace";

/// Another Organization, with one Member, Mallory, an admin there.
pub const OTHER_ORGANIZATION_ID: &str = "organization-test-55555555-5555-4555-8555-555555555555";
/// Mallory, who has authorized no app.
pub const OTHER_MEMBER_ID: &str = "member-test-66666666-6666-4666-8666-666666666666";
/// The token of Mallory's session.
pub const OTHER_SESSION: &str = "session-of-mallory";
/// The same session as a JWT.
pub const OTHER_SESSION_JWT: &str = "jwt.of.mallory";

/// A calendar, an app of another company.
pub const CONNECTED_APP_ID: &str = "connected-app-test-77777777-7777-4777-8777-777777777777";
/// The calendar's secret.
pub const CONNECTED_APP_SECRET: &str = "secret-of-the-calendar";
/// The URL to which authorizations of the calendar redirect.
pub const CONNECTED_APP_REDIRECT_URL: &str = "https://calendar.example/callback";
/// An assistant, the project's own app without a secret.
pub const OTHER_APP_ID: &str = "connected-app-test-88888888-8888-4888-8888-888888888888";
/// The URL to which authorizations of the assistant redirect.
pub const OTHER_APP_REDIRECT_URL: &str = "http://localhost:3000/callback";

/// A User of the consumer product, who has authorized the calendar.
pub const USER_ID: &str = "user-test-99999999-9999-4999-8999-999999999999";
/// The User's e-mail address.
pub const USER_EMAIL: &str = "frank@example.com";

impl Sandbox {
    /// Makes a project that holds what the constants of [`demo`](self) name. Its request ids and tokens are the same in
    /// every run.
    #[must_use]
    pub fn demo() -> Self {
        let sandbox = Self::builder().random_seed(1842).build();
        // A test makes sure that this cannot fail.
        let _filled = fill(&sandbox);
        sandbox
    }
}

fn fill(sandbox: &Sandbox) -> Result<(), SandboxError> {
    let acme = Organization::new().id(ORGANIZATION_ID);
    sandbox.add_organization(acme.name("Acme").slug(ORGANIZATION_SLUG).external_id(ORGANIZATION_EXTERNAL_ID))?;
    let ada = Member::new().id(MEMBER_ID).external_id(MEMBER_EXTERNAL_ID);
    sandbox.add_member(ORGANIZATION_ID, ada.email(MEMBER_EMAIL).name("Ada"))?;
    let grace = Member::new().id(ADMIN_ID).external_id(ADMIN_EXTERNAL_ID);
    sandbox.add_member(ORGANIZATION_ID, grace.email(ADMIN_EMAIL).name("Grace").admin())?;
    sandbox.add_organization(Organization::new().id(OTHER_ORGANIZATION_ID).slug("globex"))?;
    sandbox
        .add_member(OTHER_ORGANIZATION_ID, Member::new().id(OTHER_MEMBER_ID).email("mallory@globex.example").admin())?;
    sandbox.add_user(User::new().id(USER_ID).email(USER_EMAIL))?;
    for (member, token, jwt) in [
        (MEMBER_ID, MEMBER_SESSION, MEMBER_SESSION_JWT),
        (ADMIN_ID, ADMIN_SESSION, ADMIN_SESSION_JWT),
        (OTHER_MEMBER_ID, OTHER_SESSION, OTHER_SESSION_JWT),
    ] {
        sandbox.state().add_named_session(MemberId::from(member).into(), &token.into(), Some(jwt.into()))?;
    }

    let calendar = App::new("Calendar Sync", ClientType::ThirdParty).id(CONNECTED_APP_ID);
    let calendar = calendar.description("Keeps calendars in step").logo_url("https://calendar.example/logo.svg");
    sandbox.add_app(calendar.redirect_url(CONNECTED_APP_REDIRECT_URL).secret(CONNECTED_APP_SECRET))?;
    let assistant = App::new("Assistant", ClientType::FirstPartyPublic).id(OTHER_APP_ID);
    sandbox.add_app(assistant.redirect_url(OTHER_APP_REDIRECT_URL))?;
    let scopes = [("calendar.read", "Read your calendar"), ("calendar.write", "Change your calendar")];
    let scopes = scopes.map(|(scope, description)| PolicyScope::new(scope, description, Vec::new()));
    sandbox.set_policy(Policy::new(Vec::new(), Vec::new(), scopes.to_vec()))?;
    for (subject, app, scopes) in [
        (Subject::from(MemberId::from(MEMBER_ID)), CONNECTED_APP_ID, ["openid", "calendar.read"]),
        (Subject::from(MemberId::from(MEMBER_ID)), OTHER_APP_ID, ["openid", "profile"]),
        (Subject::from(MemberId::from(ADMIN_ID)), CONNECTED_APP_ID, ["openid", "calendar.write"]),
        (Subject::from(UserId::from(USER_ID)), CONNECTED_APP_ID, ["openid", "calendar.read"]),
    ] {
        sandbox.authorize(subject, app, scopes)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_demonstration_fits_into_a_sandbox() {
        fill(&Sandbox::new()).unwrap();
    }
}
