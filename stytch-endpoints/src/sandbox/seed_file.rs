//! A sandbox out of a JSON text.

use std::{collections::BTreeSet, fmt, marker::PhantomData, str::FromStr};

use serde::{
    Deserialize, Deserializer,
    de::{MapAccess, Visitor, value::MapAccessDeserializer},
};

use super::{App, Member, MemberSession, Organization, Sandbox, SandboxError, Subject, User};
use crate::{
    connected_apps::ClientType,
    ids::{ConnectedAppId, MemberId},
};

/// What a sandbox is filled with.
#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct SeedFile {
    apps: Vec<Object<SeedApp>>,
    organizations: Vec<Object<SeedOrganization>>,
    users: Vec<Object<SeedUser>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SeedApp {
    id: Option<Name>,
    name: String,
    #[serde(default)]
    description: String,
    #[serde(default)]
    client_type: SeedClientType,
    logo_url: Option<String>,
}

/// The types that there are; Stytch itself may know more of them.
#[derive(Clone, Copy, Default, Deserialize)]
#[serde(rename_all = "snake_case")]
enum SeedClientType {
    FirstParty,
    FirstPartyPublic,
    #[default]
    ThirdParty,
    ThirdPartyPublic,
}

#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct SeedOrganization {
    id: Option<Name>,
    slug: Option<Name>,
    external_id: Option<Name>,
    members: Vec<Object<SeedMember>>,
}

#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct SeedMember {
    id: Option<Name>,
    external_id: Option<Name>,
    admin: bool,
    apps: Vec<Object<SeedGrant>>,
    sessions: Vec<Object<SeedSession>>,
}

#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct SeedUser {
    id: Option<Name>,
    apps: Vec<Object<SeedGrant>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SeedGrant {
    id: Name,
    #[serde(default)]
    scopes: Vec<String>,
}

#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct SeedSession {
    token: Option<Name>,
    jwt: Option<Name>,
}

/// A JSON object: what serde derives would take a list of values for one, too.
struct Object<T>(T);

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Object<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(ObjectVisitor(PhantomData))
    }
}

struct ObjectVisitor<T>(PhantomData<T>);

impl<'de, T: Deserialize<'de>> Visitor<'de> for ObjectVisitor<T> {
    type Value = Object<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Object<T>, A::Error> {
        T::deserialize(MapAccessDeserializer::new(map)).map(Object)
    }
}

/// A text by which something can be called: no request can hold an empty one, `.` or `..`.
#[derive(Clone, Deserialize)]
#[serde(try_from = "String")]
struct Name(String);

impl TryFrom<String> for Name {
    type Error = &'static str;

    fn try_from(text: String) -> Result<Self, &'static str> {
        if matches!(text.as_str(), "" | "." | "..") {
            return Err("an empty text, `.` and `..` cannot be called");
        }
        Ok(Self(text))
    }
}

/// Why a text makes no sandbox: where in it, and what is wrong there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SeedError {
    path: String,
    reason: String,
}

impl SeedError {
    /// Where: `organizations[0].members[1].apps[0].id`; empty for the whole text.
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
    /// A project that holds what a JSON text says, in the form of the [example](super#seed-files). Ids and tokens that
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
    /// The first thing that is wrong, and where.
    pub fn from_json(text: &str) -> Result<Self, SeedError> {
        let file: SeedFile = text.parse()?;
        let sandbox = Self::builder().seed(1842).build();
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
            // Of a text that is no JSON, the error itself tells the place.
            let path = if error.is_data() && path != "." { path } else { String::new() };
            SeedError { path, reason: error.to_string() }
        })?;
        json.end().map_err(|error| SeedError { path: String::new(), reason: error.to_string() })?;
        Ok(file)
    }
}

/// An error of the sandbox's, at a place in the text.
fn at<T>(result: Result<T, SandboxError>, path: impl FnOnce() -> String) -> Result<T, SeedError> {
    result.map_err(|error| SeedError { path: path(), reason: error.to_string() })
}

impl SeedFile {
    /// Apps first, whatever stands first: Members and Users grant to them.
    fn fill(self, sandbox: &Sandbox) -> Result<(), SeedError> {
        for (index, Object(app)) in self.apps.into_iter().enumerate() {
            at(sandbox.add_app(app.into()), || format!("apps[{index}]"))?;
        }
        let mut jwts = BTreeSet::new();
        for (index, Object(organization)) in self.organizations.into_iter().enumerate() {
            organization.fill(sandbox, &format!("organizations[{index}]"), &mut jwts)?;
        }
        for (index, Object(SeedUser { id, apps })) in self.users.into_iter().enumerate() {
            let path = format!("users[{index}]");
            let user = id.map_or_else(User::new, |id| User::new().id(id.0));
            let user = at(sandbox.add_user(user), || path.clone())?;
            grant(sandbox, &user.into(), apps, &path)?;
        }
        Ok(())
    }
}

impl SeedOrganization {
    fn fill(self, sandbox: &Sandbox, path: &str, jwts: &mut BTreeSet<String>) -> Result<(), SeedError> {
        let Self { id, slug, external_id, members } = self;
        let organization = Organization {
            id: id.map(|id| id.0.into()),
            slug: slug.map(|slug| slug.0),
            external_id: external_id.map(|id| id.0),
        };
        let organization = at(sandbox.add_organization(organization), || path.to_owned())?;
        for (index, Object(member)) in members.into_iter().enumerate() {
            let path = format!("{path}.members[{index}]");
            let SeedMember { id, external_id, admin, apps, sessions } = member;
            let member =
                Member { id: id.map(|id| id.0.into()), external_id: external_id.map(|id| id.0), is_admin: admin };
            let member = at(sandbox.add_member(&organization, member), || path.clone())?;
            for (index, Object(session)) in sessions.into_iter().enumerate() {
                session.fill(sandbox, &member, &format!("{path}.sessions[{index}]"), jwts)?;
            }
            grant(sandbox, &member.into(), apps, &path)?;
        }
        Ok(())
    }
}

impl SeedSession {
    fn fill(
        self,
        sandbox: &Sandbox,
        member: &MemberId,
        path: &str,
        jwts: &mut BTreeSet<String>,
    ) -> Result<(), SeedError> {
        let state = &mut *sandbox.state();
        let token = self.token.map_or_else(|| state.names.token("session"), |token| token.0);
        let jwt = self.jwt.map_or_else(|| state.names.jwt(), |jwt| jwt.0);
        if !jwts.insert(jwt.clone()) {
            return at(Err(SandboxError::Taken { what: "session" }), || format!("{path}.jwt"));
        }
        let session = MemberSession { token: token.into(), jwt: jwt.into() };
        at(state.insert_session(member.clone(), session), || path.to_owned()).map(drop)
    }
}

fn grant(sandbox: &Sandbox, subject: &Subject, grants: Vec<Object<SeedGrant>>, path: &str) -> Result<(), SeedError> {
    let mut granted = BTreeSet::new();
    for (index, Object(SeedGrant { id, scopes })) in grants.into_iter().enumerate() {
        let path = || format!("{path}.apps[{index}].id");
        let id = ConnectedAppId::from(id.0);
        if !granted.insert(id.clone()) {
            return at(Err(SandboxError::Taken { what: "authorization" }), path);
        }
        at(sandbox.authorize(subject.clone(), id, scopes), path)?;
    }
    Ok(())
}

impl From<SeedApp> for App {
    fn from(app: SeedApp) -> Self {
        let SeedApp { id, name, description, client_type, logo_url } = app;
        let mut app = Self::new(name, client_type.into()).description(description);
        if let Some(id) = id {
            app = app.id(id.0);
        }
        logo_url.into_iter().fold(app, Self::logo_url)
    }
}

impl From<SeedClientType> for ClientType {
    fn from(client_type: SeedClientType) -> Self {
        match client_type {
            SeedClientType::FirstParty => Self::FirstParty,
            SeedClientType::FirstPartyPublic => Self::FirstPartyPublic,
            SeedClientType::ThirdParty => Self::ThirdParty,
            SeedClientType::ThirdPartyPublic => Self::ThirdPartyPublic,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mistake_is_told_with_its_place_and_the_cure() {
        for (text, told) in [
            ("[]", "invalid type: sequence, expected an object"),
            (r#"{"users": [[]]}"#, "users[0]: invalid type: sequence, expected an object"),
            ("{", "EOF while parsing an object at line 1 column 1"),
            ("{} {}", "trailing characters at line 1 column 4"),
            (
                r#"{"organisations": []}"#,
                "organisations: unknown field `organisations`, expected one of `apps`, `organizations`, `users`",
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
            (
                r#"{"organizations": [{"slug": ".."}]}"#,
                "organizations[0].slug: an empty text, `.` and `..` cannot be called",
            ),
            (
                r#"{"organizations": [{"slug": "a"}, {"external_id": "a"}]}"#,
                "organizations[1]: the sandbox has another Organization",
            ),
            (
                r#"{"organizations": [{"members": [{"id": "m"}]}, {"members": [{"id": "m"}]}]}"#,
                "organizations[1].members[0]: the sandbox has another Member",
            ),
            (
                r#"{"users": [{"apps": [{"id": "calendar"}]}]}"#,
                "users[0].apps[0].id: the sandbox has no such Connected App; add it first",
            ),
            (
                r#"{"apps": [{"id": "a", "name": "A"}], "users": [{"apps": [{"id": "a"}, {"id": "a"}]}]}"#,
                "users[0].apps[1].id: the sandbox has another authorization",
            ),
            (
                r#"{"organizations": [{"members": [{"sessions": [{"token": "t"}, {"token": "t"}]}]}]}"#,
                "organizations[0].members[0].sessions[1]: the sandbox has another session",
            ),
            (
                r#"{"organizations": [{"members": [{"sessions": [{"jwt": "j"}, {"jwt": "j"}]}]}]}"#,
                "organizations[0].members[0].sessions[1].jwt: the sandbox has another session",
            ),
        ] {
            let error = Sandbox::from_json(text).unwrap_err().to_string();
            assert!(error.starts_with(told), "{text}: {error}");
        }
    }
}
