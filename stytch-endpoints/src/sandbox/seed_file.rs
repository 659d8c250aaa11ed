//! Sandboxes made of seed files.

mod format;

use std::{collections::BTreeSet, fmt, str::FromStr};

use super::{Member, Organization, Sandbox, SandboxError, Subject, User};
use crate::ids::{ConnectedAppId, RoleId};
use format::{Name, Object, SeedFile, SeedGrant, SeedMember, SeedOrganization, SeedSession, SeedUser};

/// An error in a seed file, with its location.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SeedError {
    path: String,
    reason: String,
}

impl SeedError {
    /// Returns the location, such as `organizations[0].members[1].apps[0].id`; empty for the whole text.
    #[must_use]
    pub fn path(&self) -> &str {
        &self.path
    }
}

impl fmt::Display for SeedError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.path.is_empty() { f.write_str(&self.reason) } else { write!(f, "{}: {}", self.path, self.reason) }
    }
}

impl std::error::Error for SeedError {}

impl Sandbox {
    /// Makes a project with the data of a JSON text in the [format of seed files](super#seed-files). Ids and tokens that
    /// the text leaves out are the same in every run.
    ///
    /// ```
    /// use stytch_endpoints::sandbox::Sandbox;
    ///
    /// let sandbox = Sandbox::from_json(r#"{ "organizations": [{ "slug": "acme", "members": [{ "external_id": "ada" }] }] }"#)?;
    /// let error = Sandbox::from_json(r#"{ "organizations": [{ "slag": "acme" }] }"#).unwrap_err();
    /// assert_eq!(error.path(), "organizations[0].slag");
    /// # Ok::<(), stytch_endpoints::sandbox::SeedError>(())
    /// ```
    ///
    /// # Errors
    /// The first error in the text, with its location.
    pub fn from_json(text: &str) -> Result<Self, SeedError> {
        let file: SeedFile = text.parse()?;
        let sandbox = Self::builder().random_seed(1842).build();
        file.fill(&sandbox)?;
        Ok(sandbox)
    }
}

impl FromStr for SeedFile {
    type Err = SeedError;

    fn from_str(text: &str) -> Result<Self, SeedError> {
        let json = &mut serde_json::Deserializer::from_str(text);
        let Object(file) = serde_path_to_error::deserialize(&mut *json).map_err(|error| {
            let path = error.path().to_string();
            let error = error.into_inner();
            // A syntax error already names its line and column.
            let path = if error.is_data() && path != "." { path } else { String::new() };
            SeedError { path, reason: error.to_string() }
        })?;
        json.end().map_err(|error| SeedError { path: String::new(), reason: error.to_string() })?;
        Ok(file)
    }
}

/// Adds the location to an error of the sandbox.
fn locate<T>(result: Result<T, SandboxError>, path: impl FnOnce() -> String) -> Result<T, SeedError> {
    result.map_err(|error| SeedError { path: path(), reason: error.to_string() })
}

impl SeedFile {
    /// Fills a sandbox. The policy and the apps come first, since Members and Users refer to them.
    fn fill(self, sandbox: &Sandbox) -> Result<(), SeedError> {
        if let Some(Object(policy)) = self.policy {
            locate(sandbox.set_policy(policy.into()), || "policy".to_owned())?;
        }
        for (index, Object(app)) in self.apps.into_iter().enumerate() {
            locate(sandbox.add_app(app.into()), || format!("apps[{index}]"))?;
        }
        let mut jwts = BTreeSet::new();
        for (index, Object(organization)) in self.organizations.into_iter().enumerate() {
            organization.fill(sandbox, &format!("organizations[{index}]"), &mut jwts)?;
        }
        for (index, Object(user)) in self.users.into_iter().enumerate() {
            let path = format!("users[{index}]");
            let SeedUser { id, email, phone_number, roles, apps, sessions } = user;
            let user = User { id: id.map(|id| id.0.into()), email, phone_number, roles: to_roles(roles) };
            let user = Subject::from(locate(sandbox.add_user(user), || path.clone())?);
            start_sessions(sandbox, &user, sessions, &path, &mut jwts)?;
            authorize_apps(sandbox, &user, apps, &path)?;
        }
        Ok(())
    }
}

impl SeedOrganization {
    fn fill(self, sandbox: &Sandbox, path: &str, jwts: &mut BTreeSet<String>) -> Result<(), SeedError> {
        let Self { id, name, slug, external_id, members } = self;
        let organization = Organization {
            id: id.map(|id| id.0.into()),
            name,
            slug: slug.map(|slug| slug.0),
            external_id: external_id.map(|id| id.0),
        };
        let organization = locate(sandbox.add_organization(organization), || path.to_owned())?;
        for (index, Object(member)) in members.into_iter().enumerate() {
            let path = format!("{path}.members[{index}]");
            let SeedMember { id, email, name, external_id, admin, roles, apps, sessions } = member;
            let member = Member {
                id: id.map(|id| id.0.into()),
                email,
                name,
                external_id: external_id.map(|id| id.0),
                is_admin: admin,
                roles: to_roles(roles),
            };
            let member = Subject::from(locate(sandbox.add_member(&organization, member), || path.clone())?);
            start_sessions(sandbox, &member, sessions, &path, jwts)?;
            authorize_apps(sandbox, &member, apps, &path)?;
        }
        Ok(())
    }
}

fn to_roles(roles: Vec<Name>) -> Vec<RoleId> {
    roles.into_iter().map(|role| role.0.into()).collect()
}

fn start_sessions(
    sandbox: &Sandbox,
    subject: &Subject,
    sessions: Vec<Object<SeedSession>>,
    path: &str,
    jwts: &mut BTreeSet<String>,
) -> Result<(), SeedError> {
    for (index, Object(SeedSession { token, jwt })) in sessions.into_iter().enumerate() {
        let path = format!("{path}.sessions[{index}]");
        let state = &mut *sandbox.state();
        let token = token.map_or_else(|| state.ids.token("session"), |token| token.0);
        let jwt = jwt.map(|jwt| jwt.0);
        if jwt.as_ref().is_some_and(|jwt| !jwts.insert(jwt.clone())) {
            return locate(Err(SandboxError::Taken { kind: "session" }), || format!("{path}.jwt"));
        }
        locate(state.add_named_session(subject.clone(), &token.into(), jwt.map(Into::into)), || path)?;
    }
    Ok(())
}

fn authorize_apps(
    sandbox: &Sandbox,
    subject: &Subject,
    grants: Vec<Object<SeedGrant>>,
    path: &str,
) -> Result<(), SeedError> {
    let mut granted = BTreeSet::new();
    for (index, Object(SeedGrant { id, scopes })) in grants.into_iter().enumerate() {
        let path = || format!("{path}.apps[{index}].id");
        let id = ConnectedAppId::from(id.0);
        if !granted.insert(id.clone()) {
            return locate(Err(SandboxError::Taken { kind: "authorization" }), path);
        }
        locate(sandbox.authorize(subject.clone(), id, scopes), path)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_error_has_its_location_and_the_fix() {
        for (text, expected) in [
            ("[]", "invalid type: sequence, expected an object"),
            (r#"{"users": [[]]}"#, "users[0]: invalid type: sequence, expected an object"),
            ("{", "EOF while parsing an object at line 1 column 1"),
            ("{} {}", "trailing characters at line 1 column 4"),
            (
                r#"{"organisations": []}"#,
                "organisations: unknown field `organisations`, expected one of `apps`, `organizations`, `policy`, `users`",
            ),
            (r#"{"users": [], "users": []}"#, "duplicate field `users`"),
            (r#"{"apps": [{"id": "a"}]}"#, "apps[0]: missing field `name`"),
            (
                r#"{"apps": [{"name": "A", "client_type": "x"}]}"#,
                "apps[0].client_type: unknown variant `x`, expected one of `first_party`",
            ),
            (
                r#"{"organizations": [{}, {"members": [{"admin": "yes"}]}]}"#,
                "organizations[1].members[0].admin: invalid type",
            ),
            (r#"{"policy": []}"#, "policy: invalid type: sequence, expected an object"),
            (
                r#"{"policy": {"roles": [{"role_id": "editor", "permissions": [{"resource": "a"}]}]}}"#,
                "policy.roles[0].permissions[0].resource: unknown field `resource`, expected `resource_id` or `actions`",
            ),
            (
                r#"{"policy": {"roles": [{"role_id": "editor"}, {"role_id": "editor"}]}}"#,
                "policy: the role `editor` occurs twice; correct the policy",
            ),
            (
                r#"{"policy": {"roles": [{"role_id": "r", "permissions": [{"resource_id": "a", "actions": ["x"]}]}]}}"#,
                "policy: `r` permits actions on `a`, which is no resource of the policy; correct the policy",
            ),
            (
                r#"{"policy": {"resources": [{"resource_id": "a", "actions": ["x"]}],
                    "scopes": [{"scope": "s", "permissions": [{"resource_id": "a", "actions": ["y"]}]}]}}"#,
                "policy: `s` permits `y`, which is no action of its resource; correct the policy",
            ),
            (r#"{"users": [{"roles": ["editor"]}]}"#, "users[0]: the sandbox has no such role; add it first"),
            (
                r#"{"organizations": [{"members": [{"roles": ["editor"]}]}]}"#,
                "organizations[0].members[0]: the sandbox has no such role; add it first",
            ),
            (
                r#"{"users": [{"sessions": [{"token": "t"}]}, {"sessions": [{"token": "t"}]}]}"#,
                "users[1].sessions[0]: the id, slug or external id of this session is taken",
            ),
            (
                r#"{"organizations": [{"slug": ".."}]}"#,
                "organizations[0].slug: no request can hold an empty id, `.` or `..`; choose another one",
            ),
            (
                r#"{"organizations": [{"slug": "a"}, {"external_id": "a"}]}"#,
                "organizations[1]: the id, slug or external id of this Organization is taken",
            ),
            (
                r#"{"organizations": [{"members": [{"id": "m"}]}, {"members": [{"id": "m"}]}]}"#,
                "organizations[1].members[0]: the id, slug or external id of this Member is taken",
            ),
            (
                r#"{"users": [{"apps": [{"id": "calendar"}]}]}"#,
                "users[0].apps[0].id: the sandbox has no such Connected App; add it first",
            ),
            (
                r#"{"apps": [{"id": "a", "name": "A"}], "users": [{"apps": [{"id": "a"}, {"id": "a"}]}]}"#,
                "users[0].apps[1].id: the id, slug or external id of this authorization is taken",
            ),
            (
                r#"{"organizations": [{"members": [{"sessions": [{"token": "t"}, {"token": "t"}]}]}]}"#,
                "organizations[0].members[0].sessions[1]: the id, slug or external id of this session is taken",
            ),
            (
                r#"{"organizations": [{"members": [{"sessions": [{"jwt": "j"}, {"jwt": "j"}]}]}]}"#,
                "organizations[0].members[0].sessions[1].jwt: the id, slug or external id of this session is taken",
            ),
        ] {
            let error = Sandbox::from_json(text).unwrap_err().to_string();
            assert!(error.starts_with(expected), "{text}: {error}");
        }
    }
}
