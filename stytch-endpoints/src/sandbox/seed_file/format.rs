//! The format of a seed file.

use std::{fmt, marker::PhantomData};

use serde::{
    Deserialize, Deserializer,
    de::{MapAccess, Visitor, value::MapAccessDeserializer},
};

use crate::{
    b2b::rbac::{Policy, PolicyRole, PolicyScope},
    connected_apps::ClientType,
    rbac::{Permission, PolicyResource},
    sandbox::App,
};

/// The whole file.
#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct SeedFile {
    pub(super) apps: Vec<Object<SeedApp>>,
    pub(super) organizations: Vec<Object<SeedOrganization>>,
    pub(super) policy: Option<Object<SeedPolicy>>,
    pub(super) users: Vec<Object<SeedUser>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct SeedApp {
    pub(super) id: Option<Name>,
    pub(super) name: String,
    #[serde(default)]
    pub(super) description: String,
    #[serde(default)]
    pub(super) client_type: SeedClientType,
    pub(super) logo_url: Option<String>,
    #[serde(default)]
    pub(super) redirect_urls: Vec<String>,
    pub(super) secret: Option<Name>,
    #[serde(default)]
    pub(super) full_access: bool,
}

/// The client types that a seed file may name.
#[derive(Clone, Copy, Default, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum SeedClientType {
    FirstParty,
    FirstPartyPublic,
    #[default]
    ThirdParty,
    ThirdPartyPublic,
}

#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct SeedOrganization {
    pub(super) id: Option<Name>,
    pub(super) name: Option<String>,
    pub(super) slug: Option<Name>,
    pub(super) external_id: Option<Name>,
    pub(super) members: Vec<Object<SeedMember>>,
}

#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct SeedMember {
    pub(super) id: Option<Name>,
    pub(super) email: Option<String>,
    pub(super) name: Option<String>,
    pub(super) external_id: Option<Name>,
    pub(super) admin: bool,
    pub(super) roles: Vec<Name>,
    pub(super) apps: Vec<Object<SeedGrant>>,
    pub(super) sessions: Vec<Object<SeedSession>>,
}

#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct SeedUser {
    pub(super) id: Option<Name>,
    pub(super) email: Option<String>,
    pub(super) phone_number: Option<String>,
    pub(super) roles: Vec<Name>,
    pub(super) apps: Vec<Object<SeedGrant>>,
    pub(super) sessions: Vec<Object<SeedSession>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct SeedGrant {
    pub(super) id: Name,
    #[serde(default)]
    pub(super) scopes: Vec<String>,
}

#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct SeedSession {
    pub(super) token: Option<Name>,
    pub(super) jwt: Option<Name>,
}

/// An RBAC policy, in the form of the API's responses.
#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct SeedPolicy {
    roles: Vec<Object<SeedRole>>,
    resources: Vec<Object<SeedResource>>,
    scopes: Vec<Object<SeedScope>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SeedRole {
    role_id: Name,
    #[serde(default)]
    description: String,
    #[serde(default)]
    permissions: Vec<Object<SeedPermission>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SeedResource {
    resource_id: Name,
    #[serde(default)]
    description: String,
    actions: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SeedScope {
    scope: Name,
    #[serde(default)]
    description: String,
    #[serde(default)]
    permissions: Vec<Object<SeedPermission>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SeedPermission {
    resource_id: Name,
    actions: Vec<String>,
}

/// A JSON object. Structs that derive `Deserialize` would also accept a list of their values.
pub(super) struct Object<T>(pub(super) T);

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

/// An id or name that a request can hold.
#[derive(Clone, Deserialize)]
#[serde(try_from = "String")]
pub(super) struct Name(pub(super) String);

impl TryFrom<String> for Name {
    type Error = &'static str;

    fn try_from(text: String) -> Result<Self, &'static str> {
        if matches!(text.as_str(), "" | "." | "..") {
            return Err("no request can hold an empty id, `.` or `..`; choose another one");
        }
        Ok(Self(text))
    }
}

impl From<SeedApp> for App {
    fn from(app: SeedApp) -> Self {
        let SeedApp { id, name, description, client_type, logo_url, redirect_urls, secret, full_access } = app;
        let mut app = Self::new(name, client_type.into()).description(description);
        if let Some(id) = id {
            app = app.id(id.0);
        }
        if let Some(secret) = secret {
            app = app.secret(secret.0);
        }
        app.full_access_allowed = full_access;
        app.redirect_urls = redirect_urls;
        logo_url.into_iter().fold(app, Self::logo_url)
    }
}

impl From<SeedPolicy> for Policy {
    fn from(SeedPolicy { roles, resources, scopes }: SeedPolicy) -> Self {
        let role = |Object(SeedRole { role_id, description, permissions })| PolicyRole {
            role_id: role_id.0.into(),
            description,
            permissions: to_permissions(permissions),
        };
        let resource = |Object(SeedResource { resource_id, description, actions })| PolicyResource {
            resource_id: resource_id.0,
            description,
            actions,
        };
        let scope = |Object(SeedScope { scope, description, permissions })| PolicyScope {
            scope: scope.0,
            description,
            permissions: to_permissions(permissions),
        };
        Self {
            roles: roles.into_iter().map(role).collect(),
            resources: resources.into_iter().map(resource).collect(),
            scopes: scopes.into_iter().map(scope).collect(),
        }
    }
}

fn to_permissions(permissions: Vec<Object<SeedPermission>>) -> Vec<Permission> {
    let permission =
        |Object(SeedPermission { resource_id, actions })| Permission { resource_id: resource_id.0, actions };
    permissions.into_iter().map(permission).collect()
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
